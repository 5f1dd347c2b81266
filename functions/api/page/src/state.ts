/** Everything that the page shows; parts of it hear of every change. */

import { TASKS, wireRegion, type Answer, type ModelCard, type Photo, type Request, type Response, type Task } from "./api.js";
import type { Shape, Size } from "./geometry.js";

/** How views are chosen: by task, by image, or by hand. */
export const WAYS = ["task", "image", "hand"] as const;
export type Way = (typeof WAYS)[number];
export type Tool = "move" | "box" | "polygon" | "mask";

export interface Region {
  readonly id: string;
  readonly shape: Shape;
}
export interface Question {
  readonly tasks: readonly Task[];
  readonly categories: string;
  readonly attributes: string;
  readonly controls: string;
  readonly hand: readonly number[];
}
/** What one way of choosing views gave. */
export interface Result {
  readonly parts: ReadonlyMap<string, Answer>;
  readonly response?: Response;
}

export class State {
  photo: Photo | undefined;
  pixels: ImageBitmap | undefined;
  model: ModelCard | undefined;
  regions: readonly Region[] = [];
  selected: string | undefined;
  question: Question = { tasks: TASKS, categories: "", attributes: "", controls: "", hand: [0, 0.1, 0.5] };
  way: Way = "task";
  task: Task = "caption";
  tool: Tool = "box";
  brush = 24;
  look: number | undefined;
  /** Views and candidates before anything is asked, by way and region. */
  readonly explained = new Map<string, Answer>();
  readonly results = new Map<Way, Result>();
  private readonly listeners: (() => void)[] = [];
  private readonly past: (readonly Region[])[] = [];
  private future: (readonly Region[])[] = [];
  private pending = false;

  get size(): Size {
    return this.pixels ?? { width: 1, height: 1 };
  }

  get region(): Region | undefined {
    return this.regions.find((region) => region.id === this.selected);
  }

  get result(): Result | undefined {
    return this.results.get(this.way);
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Changes something and, once the current work is done, tells those who listen. */
  set(change: Partial<Omit<State, "size" | "region" | "result">>): void {
    Object.assign(this, change);
    if (!this.pending) {
      this.pending = true;
      queueMicrotask(() => {
        this.pending = false;
        this.listeners.forEach((listener) => listener());
      });
    }
  }

  /** Changes the regions; can be undone. Answers about what they were are no longer shown. */
  edit(regions: readonly Region[], selected: string | undefined): void {
    this.past.push(this.regions);
    this.future = [];
    this.replace(regions, selected);
  }

  undo(): void {
    this.step(this.past, this.future);
  }

  redo(): void {
    this.step(this.future, this.past);
  }

  can(which: "undo" | "redo"): boolean {
    return (which === "undo" ? this.past : this.future).length > 0;
  }

  private step(from: (readonly Region[])[], to: (readonly Region[])[]): void {
    const regions = from.pop();
    if (regions !== undefined) {
      to.push(this.regions);
      this.replace(regions, regions.some((r) => r.id === this.selected) ? this.selected : regions.at(-1)?.id);
    }
  }

  private replace(regions: readonly Region[], selected: string | undefined): void {
    const before = new Map(this.regions.map((region) => [region.id, region.shape]));
    for (const region of regions) {
      if (before.get(region.id) !== region.shape) {
        this.forget(region.id);
      }
    }
    this.set({ regions, selected });
  }

  /** What was said about a region is not true of another place. */
  private forget(id: string): void {
    for (const way of WAYS) {
      this.explained.delete(way + " " + id);
      const result = this.results.get(way);
      if (result !== undefined) {
        const parts = new Map(result.parts);
        parts.delete(id);
        this.results.set(way, { ...result, parts });
      }
    }
  }

  newId(): string {
    let id = this.regions.length;
    while (this.regions.some((region) => region.id === String(id))) {
      id++;
    }
    return String(id);
  }

  /** A photo and regions to begin with. */
  open(photo: Photo, pixels: ImageBitmap, regions: readonly Region[]): void {
    this.past.length = 0;
    this.future = [];
    this.explained.clear();
    this.results.clear();
    this.set({ photo, pixels, regions, selected: regions[0]?.id, look: undefined });
  }

  /** What is asked in a way, about these regions. */
  request(way: Way, regions: readonly Region[]): Request {
    const { tasks, hand, ...words } = this.question;
    const categories = list(words.categories);
    const attributes = list(words.attributes);
    const controls = list(words.controls);
    return {
      regions: regions.map((region) => wireRegion(region.id, region.shape)),
      tasks,
      views: way === "hand" ? hand : way,
      ...(categories.length + attributes.length > 0
        ? {
            vocabulary: {
              ...(categories.length > 0 ? { categories } : {}),
              ...(attributes.length > 0 ? { attributes } : {}),
            },
          }
        : {}),
      ...(controls.length > 0 ? { controls } : {}),
    };
  }
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
