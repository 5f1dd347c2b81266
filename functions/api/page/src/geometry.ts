/** Regions in pixels of the photo, and what can be done to them. */

export type Numbers = readonly number[];
/** Left, top, width, height. */
export type Box = readonly [number, number, number, number];
export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Shape =
  | { readonly kind: "box"; readonly box: Box }
  | { readonly kind: "polygon"; readonly points: Numbers }
  | { readonly kind: "mask"; readonly size: Size; readonly counts: Numbers };

export function bounds(shape: Shape): Box {
  switch (shape.kind) {
    case "box":
      return shape.box;
    case "polygon": {
      const xs = shape.points.filter((_, i) => i % 2 === 0);
      const ys = shape.points.filter((_, i) => i % 2 === 1);
      return corners(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
    }
    case "mask":
      return maskBounds(shape.counts, shape.size);
  }
}

/** The box between two opposite corners, whichever they are. */
export function corners(x1: number, y1: number, x2: number, y2: number): Box {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)];
}

/** The part of a box inside the photo, in whole pixels. */
export function inside(box: Box, size: Size): Box {
  const x = clamp(Math.round(box[0]), 0, size.width);
  const y = clamp(Math.round(box[1]), 0, size.height);
  return [
    x,
    y,
    clamp(Math.round(box[0] + box[2]), 0, size.width) - x,
    clamp(Math.round(box[1] + box[3]), 0, size.height) - y,
  ];
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

export function contains(box: Box, x: number, y: number): boolean {
  return x >= box[0] && y >= box[1] && x < box[0] + box[2] && y < box[1] + box[3];
}

/** A region moved; a mask stays where it was painted. */
export function moved(shape: Shape, dx: number, dy: number, size: Size): Shape {
  const [x, y, w, h] = bounds(shape);
  const sx = clamp(dx, -x, size.width - x - w);
  const sy = clamp(dy, -y, size.height - y - h);
  switch (shape.kind) {
    case "box":
      return { kind: "box", box: [x + sx, y + sy, w, h] };
    case "polygon":
      return { kind: "polygon", points: shape.points.map((p, i) => p + (i % 2 === 0 ? sx : sy)) };
    case "mask":
      return shape;
  }
}

/** The view between a region (t = 0) and the whole photo (t = 1). */
export function viewBox(region: Box, size: Size, t: number): Box {
  const [x, y, w, h] = region;
  return [x - x * t, y - y * t, w + (size.width - w) * t, h + (size.height - h) * t];
}

/** COCO's run lengths, column after column, background first, of what is not 0 in every `step`-th byte. */
export function runLengths(pixels: Uint8ClampedArray, size: Size, step = 4, first = 3): number[] {
  const counts: number[] = [];
  let on = false;
  let run = 0;
  for (let x = 0; x < size.width; x++) {
    for (let y = 0; y < size.height; y++) {
      const set = pixels[(y * size.width + x) * step + first] !== 0;
      if (set !== on) {
        counts.push(run);
        run = 0;
        on = set;
      }
      run++;
    }
  }
  counts.push(run);
  return counts;
}

/** Calls `paint` with every vertical stroke of a mask. */
export function strokes(counts: Numbers, size: Size, paint: (x: number, y: number, length: number) => void): void {
  let at = 0;
  counts.forEach((run, i) => {
    let left = i % 2 === 1 ? run : 0;
    let from = at;
    while (left > 0) {
      const y = from % size.height;
      const length = Math.min(left, size.height - y);
      paint(Math.floor(from / size.height), y, length);
      from += length;
      left -= length;
    }
    at += run;
  });
}

function maskBounds(counts: Numbers, size: Size): Box {
  let [x1, y1, x2, y2] = [size.width, size.height, 0, 0];
  strokes(counts, size, (x, y, length) => {
    x1 = Math.min(x1, x);
    x2 = Math.max(x2, x + 1);
    y1 = Math.min(y1, y);
    y2 = Math.max(y2, y + length);
  });
  return x2 > x1 ? corners(x1, y1, x2, y2) : [0, 0, 0, 0];
}
