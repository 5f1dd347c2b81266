/** The photo with everything drawn on it, and how it is looked at: zoom and pan. */

import type { Answer, View } from "./api.js";
import { byId, html, number, svg } from "./dom.js";
import { bounds, clamp, strokes, viewBox, type Box, type Numbers, type Shape } from "./geometry.js";
import type { Region, State } from "./state.js";
import { shownAnswer, shownViews, words } from "./shown.js";

const COLORS = 6;
const HANDLE = 9;
const LARGEST = 16;
const NARROW = 500; // pixels of the screen: others than the selected region say one line

export class Stage {
  readonly element = byId("stage");
  private readonly photo = byId<HTMLCanvasElement>("photo");
  private readonly drawing = byId<SVGSVGElement>("drawing");
  private readonly labels = byId("labels");
  private drawn: ImageBitmap | undefined;
  private scale = 1;
  private left = 0;
  private top = 0;
  /** A shape that is being drawn. */
  draft: Shape | undefined;
  /** A line that is being painted. */
  stroke: { readonly points: Numbers; readonly width: number; readonly erase: boolean } | undefined;

  constructor(private readonly state: State) {
    new ResizeObserver(() => this.fit()).observe(this.element);
  }

  /** A point of the screen in pixels of the photo. */
  at(clientX: number, clientY: number): [number, number] {
    const frame = this.element.getBoundingClientRect();
    return [(clientX - frame.left - this.left) / this.scale, (clientY - frame.top - this.top) / this.scale];
  }

  /** A length of the screen in pixels of the photo. */
  length(screen: number): number {
    return screen / this.scale;
  }

  fit(): void {
    const { width, height } = this.state.size;
    const frame = this.element.getBoundingClientRect();
    this.scale = Math.min(frame.width / width, frame.height / height);
    this.left = (frame.width - width * this.scale) / 2;
    this.top = (frame.height - height * this.scale) / 2;
    this.render();
  }

  /** Zooms around a point of the screen; by default the middle. */
  zoom(factor: number, clientX?: number, clientY?: number): void {
    const frame = this.element.getBoundingClientRect();
    const x = (clientX ?? frame.left + frame.width / 2) - frame.left;
    const y = (clientY ?? frame.top + frame.height / 2) - frame.top;
    const scale = clamp(this.scale * factor, 0.02, LARGEST);
    this.left = x - ((x - this.left) * scale) / this.scale;
    this.top = y - ((y - this.top) * scale) / this.scale;
    this.scale = scale;
    this.render();
  }

  pan(dx: number, dy: number): void {
    this.left += dx;
    this.top += dy;
    this.render();
  }

  render(): void {
    const { pixels } = this.state;
    if (pixels !== undefined && pixels !== this.drawn) {
      this.drawn = pixels;
      this.photo.width = pixels.width;
      this.photo.height = pixels.height;
      this.photo.getContext("2d")?.drawImage(pixels, 0, 0);
      this.fit();
      return;
    }
    this.photo.style.transform = `translate(${this.left}px, ${this.top}px) scale(${this.scale})`;
    this.drawing.replaceChildren();
    this.labels.replaceChildren();
    this.views();
    this.state.regions.forEach((region, i) => this.region(region, i));
    if (this.draft !== undefined) {
      this.drawing.append(this.outline(this.draft, "shape draft"));
    }
    if (this.stroke !== undefined) {
      const { points, width, erase } = this.stroke;
      const at = points.map((p, i) => (i % 2 === 0 ? this.left : this.top) + p * this.scale).join(" ");
      const style = erase ? "stroke erase" : "stroke";
      this.drawing.append(svg("polyline", { points: at, class: style, "stroke-width": width * this.scale }));
    }
  }

  private place([x, y, w, h]: Box): Box {
    return [this.left + x * this.scale, this.top + y * this.scale, w * this.scale, h * this.scale];
  }

  private outline(shape: Shape, style: string): SVGElement {
    if (shape.kind === "polygon") {
      const points = shape.points.map((p, i) => (i % 2 === 0 ? this.left : this.top) + p * this.scale);
      return svg(points.length > 4 ? "polygon" : "polyline", { points: points.join(" "), class: style });
    }
    if (shape.kind === "mask") {
      let path = "";
      const width = this.scale + 0.5;
      strokes(shape.counts, shape.size, (x, y, length) => {
        const [sx, sy, , sh] = this.place([x, y, 1, length]);
        path += `M${number(sx)} ${number(sy)}h${number(width)}v${number(sh)}h-${number(width)}z`;
      });
      return svg("path", { d: path, class: style + " mask" });
    }
    return this.rectangle(shape.box, style);
  }

  private rectangle(box: Box, style: string): SVGElement {
    const [x, y, width, height] = this.place(box);
    return svg("rect", { x, y, width, height, class: style });
  }

  private region(region: Region, index: number): void {
    const selected = region.id === this.state.selected;
    const color = ` c${index % COLORS}${selected ? " selected" : ""}`;
    this.drawing.append(this.outline(region.shape, "shape" + color));
    if (selected && region.shape.kind === "box") {
      for (const [x, y] of handles(this.place(region.shape.box))) {
        const at = { x: x - HANDLE / 2, y: y - HANDLE / 2, width: HANDLE, height: HANDLE };
        this.drawing.append(svg("rect", { ...at, class: "handle" + color }));
      }
    }
    this.label(region, shownAnswer(this.state, region.id), color);
  }

  /** What is known about the region, on the photo. */
  private label(region: Region, answer: Answer | undefined, color: string): void {
    const [x, y, , height] = this.place(bounds(region.shape));
    const frame = this.element.getBoundingClientRect();
    const short = frame.width < NARROW && region.id !== this.state.selected;
    const lines = answer === undefined ? [] : words(answer).slice(0, short ? 1 : undefined);
    const label = html(
      "div",
      { class: "label" + color },
      html("b", {}, lines[0] ?? `Region ${region.id}`),
      ...lines.slice(1).map((line) => html("span", {}, line)),
    );
    this.labels.append(label);
    const own = label.getBoundingClientRect();
    const above = y - own.height - 2;
    const top = above >= 0 ? above : y + height + 2 + own.height <= frame.height ? y + height + 2 : y + 2;
    label.style.left = `${clamp(x, 0, Math.max(0, frame.width - own.width))}px`;
    label.style.top = `${clamp(top, 0, Math.max(0, frame.height - own.height))}px`;
  }

  /** The nested views of the selected region, largest first, and the one that is looked at. */
  private views(): void {
    const { region, look, size } = this.state;
    if (region === undefined) {
      return;
    }
    const views: View[] = shownViews(this.state);
    [...views].reverse().forEach((view) => {
      if (view.t > 0) {
        const [x, y, width, height] = this.place(view.bbox);
        this.drawing.append(
          svg("rect", { x: x + 1, y: y + 1, width: width - 2, height: height - 2, class: "view" }),
          svg("text", { x: x + width - 6, y: y + height - 6, class: "t" }, `t = ${number(view.t)}`),
        );
      }
    });
    if (look !== undefined) {
      this.drawing.append(this.rectangle(viewBox(bounds(region.shape), size, look), "look"));
    }
  }
}

/** The corners of a box that can be dragged: each drags itself, the opposite one stays. */
export function handles([x, y, w, h]: Box): [number, number][] {
  return [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ];
}
