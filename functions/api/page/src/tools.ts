/** What pointers and keys do on the photo. */

import { say } from "./dom.js";
import { bounds, contains, corners, inside, moved, runLengths, strokes, type Box, type Shape } from "./geometry.js";
import { handles, type Stage } from "./stage.js";
import type { Region, State } from "./state.js";

const NEAR = 14; // pixels of the screen
const LEAST = 4;

type Point = [number, number];

interface Drag {
  move(to: Point): void;
  end(): void;
}

export class Tools {
  private readonly pointers = new Map<number, PointerEvent>();
  private drag: Drag | undefined;
  private polygon: number[] = [];

  constructor(
    private readonly state: State,
    private readonly stage: Stage,
    private readonly find: (x: number, y: number) => void,
  ) {
    const { element } = stage;
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    element.addEventListener("pointerup", (event) => this.up(event));
    element.addEventListener("pointercancel", (event) => this.up(event));
    element.addEventListener("dblclick", () => this.closePolygon());
    element.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        stage.zoom(Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
      },
      { passive: false },
    );
    element.addEventListener("keydown", (event) => this.key(event));
  }

  private down(event: PointerEvent): void {
    if (this.state.pixels === undefined) {
      return;
    }
    this.stage.element.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, event);
    if (this.pointers.size > 1) {
      this.cancel();
      return;
    }
    const at = this.stage.at(event.clientX, event.clientY);
    this.drag = event.button === 1 || event.altKey ? undefined : this.begin(at, event);
  }

  private begin(at: Point, event: PointerEvent): Drag | undefined {
    const handle = this.handleAt(at);
    if (handle !== undefined) {
      return handle;
    }
    switch (this.state.tool) {
      case "box":
        return this.drawBox(at);
      case "polygon":
        this.addPoint(at);
        return { move: () => {}, end: () => {} };
      case "mask":
        return this.paint(at, event.shiftKey);
      case "move":
        return this.moveRegion(at);
    }
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (before === undefined) {
      if (this.polygon.length > 0) {
        this.showPolygon(this.stage.at(event.clientX, event.clientY));
      }
      return;
    }
    this.pointers.set(event.pointerId, event);
    if (this.pointers.size === 2) {
      this.pinch(before, event);
    } else if (this.drag !== undefined) {
      this.drag.move(this.stage.at(event.clientX, event.clientY));
    } else if (this.pointers.size === 1) {
      this.stage.pan(event.clientX - before.clientX, event.clientY - before.clientY);
    }
  }

  private pinch(before: PointerEvent, now: PointerEvent): void {
    const other = [...this.pointers.values()].find((pointer) => pointer.pointerId !== now.pointerId);
    if (other !== undefined) {
      const apart = (p: PointerEvent) => Math.hypot(p.clientX - other.clientX, p.clientY - other.clientY);
      const [x, y] = [(now.clientX + other.clientX) / 2, (now.clientY + other.clientY) / 2];
      this.stage.pan((now.clientX - before.clientX) / 2, (now.clientY - before.clientY) / 2);
      this.stage.zoom(apart(now) / Math.max(1, apart(before)), x, y);
    }
  }

  private up(event: PointerEvent): void {
    if (this.pointers.delete(event.pointerId) && this.pointers.size === 0) {
      this.drag?.end();
      this.drag = undefined;
    }
  }

  private cancel(): void {
    this.drag = undefined;
    this.stage.draft = undefined;
    this.stage.stroke = undefined;
    this.polygon = [];
    this.stage.render();
  }

  /** Adds a region, or replaces the one of this id. */
  private put(shape: Shape, id = this.state.newId()): void {
    const { regions } = this.state;
    const region: Region = { id, shape };
    this.state.edit(
      regions.some((other) => other.id === id)
        ? regions.map((other) => (other.id === id ? region : other))
        : [...regions, region],
      id,
    );
  }

  private drawBox(from: Point): Drag {
    let box: Box = [from[0], from[1], 0, 0];
    return {
      move: (to) => {
        box = inside(corners(from[0], from[1], to[0], to[1]), this.state.size);
        this.stage.draft = { kind: "box", box };
        this.stage.render();
      },
      end: () => {
        this.stage.draft = undefined;
        const least = this.stage.length(LEAST);
        if (box[2] >= Math.max(1, least) && box[3] >= Math.max(1, least)) {
          this.put({ kind: "box", box });
        } else if (this.select(from) === undefined) {
          this.find(...from);
        }
      },
    };
  }

  private addPoint(at: Point): void {
    const near = this.stage.length(NEAR);
    const [x = 0, y = 0] = this.polygon;
    if (this.polygon.length >= 6 && Math.hypot(at[0] - x, at[1] - y) < near) {
      this.closePolygon();
      return;
    }
    const [px, py] = this.polygon.slice(-2);
    if (px !== undefined && py !== undefined && Math.hypot(at[0] - px, at[1] - py) < near / 4) {
      return; // the second half of a double click
    }
    const [bx, by] = inside([at[0], at[1], 0, 0], this.state.size);
    this.polygon.push(bx, by);
    this.showPolygon(at);
    say("Point added. Double click, Enter or the first point closes the polygon; Escape gives it up.");
  }

  private showPolygon(at: Point): void {
    this.stage.draft = { kind: "polygon", points: [...this.polygon, ...at] };
    this.stage.render();
  }

  closePolygon(): void {
    if (this.polygon.length >= 6) {
      const points = this.polygon;
      this.polygon = [];
      this.stage.draft = undefined;
      this.put({ kind: "polygon", points });
      say("Polygon closed.");
    }
  }

  private paint(at: Point, erase: boolean): Drag {
    const { size, brush, region } = this.state;
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) {
      throw new Error("this browser cannot paint");
    }
    const again = region?.shape.kind === "mask" ? region : undefined;
    if (again !== undefined && again.shape.kind === "mask") {
      paintMask(context, again.shape);
    }
    context.globalCompositeOperation = erase ? "destination-out" : "source-over";
    context.lineWidth = brush;
    context.lineCap = "round";
    context.lineJoin = "round";
    const line: number[] = [];
    const to = (point: Point) => {
      line.push(...point);
      this.stage.stroke = { points: line, width: brush, erase };
      this.stage.render();
    };
    to(at);
    return {
      move: to,
      end: () => {
        this.stage.stroke = undefined;
        context.beginPath();
        context.moveTo(...at);
        for (let i = 0; i < line.length; i += 2) {
          context.lineTo((line[i] ?? 0) + 0.01, line[i + 1] ?? 0);
        }
        context.stroke();
        const counts = runLengths(context.getImageData(0, 0, size.width, size.height).data, size);
        const mask: Shape = { kind: "mask", size: { width: size.width, height: size.height }, counts };
        if (bounds(mask)[2] > 0) {
          this.put(mask, again?.id);
        } else {
          this.stage.render();
        }
      },
    };
  }

  private handleAt(at: Point): Drag | undefined {
    const region = this.state.region;
    if (region?.shape.kind !== "box") {
      return undefined;
    }
    const near = this.stage.length(NEAR);
    const all = handles(region.shape.box);
    const found = all.findIndex(([x, y]) => Math.abs(at[0] - x) < near && Math.abs(at[1] - y) < near);
    const fixed = all[(found + 2) % 4];
    return found < 0 || fixed === undefined
      ? undefined
      : this.change(region, ([x, y]) => {
          const box = inside(corners(fixed[0], fixed[1], x, y), this.state.size);
          return box[2] > 0 && box[3] > 0 ? { kind: "box", box } : region.shape;
        });
  }

  private moveRegion(from: Point): Drag | undefined {
    const region = this.select(from);
    return region === undefined
      ? undefined
      : this.change(region, ([x, y]) =>
          moved(region.shape, Math.round(x - from[0]), Math.round(y - from[1]), this.state.size),
        );
  }

  /** Shows a region as it changes; one step of undo for the whole drag. */
  private change(region: Region, to: (at: Point) => Shape): Drag {
    let shape = region.shape;
    return {
      move: (at) => {
        shape = to(at);
        this.stage.draft = shape;
        this.stage.render();
      },
      end: () => {
        this.stage.draft = undefined;
        if (shape === region.shape) {
          this.stage.render();
        } else {
          this.put(shape, region.id);
        }
      },
    };
  }

  /** Selects the smallest region around a point. */
  private select(at: Point): Region | undefined {
    const area = (region: Region) => bounds(region.shape)[2] * bounds(region.shape)[3];
    const found = this.state.regions
      .filter((region) => contains(bounds(region.shape), ...at))
      .sort((a, b) => area(a) - area(b))[0];
    this.state.set({ selected: found?.id ?? this.state.selected });
    this.stage.render();
    return found;
  }

  remove(id = this.state.selected): void {
    const left = this.state.regions.filter((region) => region.id !== id);
    if (left.length < this.state.regions.length) {
      this.state.edit(left, left.at(-1)?.id);
    }
  }

  /** A box in the middle of the photo, to be moved by keys. */
  addBox(): void {
    const { width, height } = this.state.size;
    this.put({ kind: "box", box: inside([width / 4, height / 4, width / 2, height / 2], this.state.size) });
  }

  private key(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    const region = this.state.region;
    if (arrow !== undefined && region !== undefined) {
      const step = event.shiftKey ? 10 : 1;
      const [dx, dy] = [arrow[0] * step, arrow[1] * step];
      if (event.altKey && region.shape.kind === "box") {
        const [x, y, w, h] = region.shape.box;
        const box = inside([x, y, Math.max(1, w + dx), Math.max(1, h + dy)], this.state.size);
        this.put({ kind: "box", box }, region.id);
      } else {
        this.put(moved(region.shape, dx, dy, this.state.size), region.id);
      }
    } else if (event.key === "Escape") {
      this.cancel();
    } else if (event.key === "Enter" && this.polygon.length > 0) {
      this.closePolygon();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.remove();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

const ARROWS: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function paintMask(context: OffscreenCanvasRenderingContext2D, mask: Shape & { kind: "mask" }): void {
  strokes(mask.counts, mask.size, (x, y, length) => context.fillRect(x, y, 1, length));
}
