/** Boxes that the server finds: of the thing under a click, and of everything in the photo. */

import { proposals, type Proposal } from "./api.js";
import { say } from "./dom.js";
import { inside, type Box, type Shape } from "./geometry.js";
import type { Region, State } from "./state.js";

const MOST = 20;
const TOGETHER = 0.5; // two boxes with more than this in common are one

export class Finding {
  private running: AbortController | undefined;

  constructor(private readonly state: State) {}

  /** Adds the box under a point of the photo. */
  async at(x: number, y: number): Promise<void> {
    const found = await this.ask({ point: [x, y] });
    if (found !== undefined) {
      this.add(found, "Nothing that looks like a thing is there; drag to draw a box.");
    }
  }

  /** Adds the boxes of all things. */
  async all(): Promise<void> {
    const found = await this.ask({ most: 100 });
    if (found !== undefined) {
      this.add(apart(found), "No thing was found; drag to draw a box.");
    }
  }

  private async ask(wanted: { most: number } | { point: readonly [number, number] }): Promise<Proposal[] | undefined> {
    const { photo } = this.state;
    if (photo === undefined) {
      say("Choose a photo first.", true);
      return undefined;
    }
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    say("Looking …");
    try {
      const found = await proposals(photo, wanted, running.signal);
      return this.state.photo === photo ? found : undefined;
    } catch (failure) {
      if (!running.signal.aborted) {
        say(failure instanceof Error ? failure.message : String(failure), true);
      }
      return undefined;
    }
  }

  private add(found: readonly Proposal[], otherwise: string): void {
    let regions = this.state.regions;
    let last: Region | undefined;
    for (const { bbox } of found) {
      const shape: Shape = { kind: "box", box: inside(bbox, this.state.size) };
      last = { id: newId(regions), shape };
      regions = [...regions, last];
    }
    if (last === undefined) {
      say(otherwise);
      return;
    }
    this.state.edit(regions, last.id);
    say(found.length === 1 ? "One thing found." : `${found.length} things found.`);
  }
}

function newId(regions: readonly Region[]): string {
  return String(1 + Math.max(-1, ...regions.map((region) => Number(region.id)).filter(Number.isFinite)));
}

/** The best boxes of which none lies over a better one. */
function apart(found: readonly Proposal[]): Proposal[] {
  const kept: Proposal[] = [];
  for (const one of found) {
    if (kept.length < MOST && kept.every((better) => common(one.bbox, better.bbox) <= TOGETHER)) {
      kept.push(one);
    }
  }
  return kept;
}

/** Intersection over union. */
function common(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a[2] * a[3] + b[2] * b[3] - shared);
}
