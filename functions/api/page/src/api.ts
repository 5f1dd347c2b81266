/** The server's API, as openapi.yaml describes it. */

import type { Box, Shape } from "./geometry.js";

export const TASKS = ["tags", "category", "attributes", "caption"] as const;
export type Task = (typeof TASKS)[number];

export interface Label {
  readonly name: string;
  readonly score: number;
  readonly probability?: number;
}
export interface View {
  readonly t: number;
  readonly bbox: Box;
  readonly hash_gain: number;
}
export interface Problem {
  readonly code: string;
  readonly message: string;
}
export interface Answer {
  readonly id: string;
  readonly bbox?: Box;
  readonly tags?: Label[];
  readonly categories?: Label[];
  readonly attributes?: Label[];
  readonly caption?: { readonly text: string; readonly score: number; readonly control_words: string[] };
  readonly views?: Partial<Record<Task, View[]>>;
  readonly candidates?: View[];
  /** How likely it is a thing and no background. */
  readonly known?: number;
  readonly error?: Problem;
}
export interface Response {
  readonly model: { readonly id: string; readonly preset: string; readonly trained: boolean };
  readonly image: { readonly digest: string; readonly width: number; readonly height: number };
  readonly regions: Answer[];
  readonly cache?: Record<string, number>;
  readonly warnings?: string[];
  readonly timings_ms: Record<string, number>;
}
export interface ModelCard {
  readonly preset: string;
  readonly view_count: number;
  readonly trained: boolean;
}
export interface Photo {
  readonly name: string;
  readonly bytes: Blob;
}
export interface WireRegion {
  readonly id: string;
  readonly bbox?: Box;
  readonly polygon?: (readonly number[])[];
  readonly rle?: { readonly size: readonly [number, number]; readonly counts: readonly number[] };
}
export interface Request {
  readonly regions: WireRegion[];
  readonly tasks: readonly Task[];
  readonly views: "task" | "image" | readonly number[];
  readonly vocabulary?: { categories?: string[]; attributes?: string[] };
  readonly controls?: string[];
}

export function wireRegion(id: string, shape: Shape): WireRegion {
  switch (shape.kind) {
    case "box":
      return { id, bbox: shape.box };
    case "polygon":
      return { id, polygon: [shape.points] };
    case "mask":
      return { id, rle: { size: [shape.size.height, shape.size.width], counts: shape.counts } };
  }
}

/** The token of whoever uses the page, where the server asks for one. */
export const access = { token: sessionStorage.getItem("token") ?? "" };

function headers(others: Record<string, string> = {}): Record<string, string> {
  return access.token === "" ? others : { ...others, Authorization: `Bearer ${access.token}` };
}

async function refusal(response: globalThis.Response): Promise<Error> {
  const problem = await response.json().catch(() => null);
  return new Error(problem?.message ?? `The server answered with status ${response.status}.`);
}

function form(photo: Photo, request: object): FormData {
  const body = new FormData();
  body.append("image", photo.bytes, photo.name);
  body.append("request", JSON.stringify(request));
  return body;
}

export async function model(): Promise<ModelCard> {
  const response = await fetch("v1/models", { headers: headers() });
  if (!response.ok) {
    throw await refusal(response);
  }
  return (await response.json()).models[0];
}

/** Which views the request would be answered from; quick, since no model runs. */
export async function explain(photo: Photo, request: Request, signal: AbortSignal): Promise<Response> {
  const response = await fetch("v1/views", { method: "POST", headers: headers(), body: form(photo, request), signal });
  if (!response.ok) {
    throw await refusal(response);
  }
  return response.json();
}

/** A box that was found; the score is an order. */
export interface Proposal {
  readonly bbox: Box;
  readonly score: number;
}

/** The boxes of things in a photo, best first; with a point the one under it, if any. */
export async function proposals(
  photo: Photo,
  wanted: { readonly most: number } | { readonly point: readonly [number, number] },
  signal: AbortSignal,
): Promise<Proposal[]> {
  const response = await fetch("v1/proposals", {
    method: "POST",
    headers: headers(),
    body: form(photo, wanted),
    signal,
  });
  if (!response.ok) {
    throw await refusal(response);
  }
  return (await response.json()).proposals;
}

/** Asks; `hear` is told each part as soon as it is known. */
export async function refer(
  photo: Photo,
  request: Request,
  signal: AbortSignal,
  hear: (part: Answer) => void,
): Promise<Response> {
  const response = await fetch("v1/refer", {
    method: "POST",
    headers: headers({ Accept: "text/event-stream" }),
    body: form(photo, request),
    signal,
  });
  if (!response.ok || response.body === null) {
    throw await refusal(response);
  }
  let done: Response | undefined;
  for await (const [name, data] of events(response.body)) {
    if (name === "region") {
      hear(data as Answer);
    } else if (name === "done") {
      done = data as Response;
    } else if (name === "problem") {
      throw new Error((data as Problem).message);
    }
  }
  if (done === undefined) {
    throw new Error("The answer broke off; ask again.");
  }
  return done;
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<[string, unknown]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const lines = block.split("\n");
      const field = (name: string) =>
        lines
          .filter((line) => line.startsWith(name + ":"))
          .map((line) => line.slice(name.length + 1).trimStart())
          .join("\n");
      if (field("data") !== "") {
        yield [field("event"), JSON.parse(field("data"))];
      }
    }
    if (done) {
      return;
    }
  }
}
