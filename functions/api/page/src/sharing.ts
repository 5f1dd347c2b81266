/** What can be taken along: JSON, COCO, the address of this page, the line for a shell. */

import { access, type Answer, type Request } from "./api.js";
import { bounds, type Shape } from "./geometry.js";
import type { Question, Region, State, Way } from "./state.js";

/** What the page's address keeps. */
interface Kept {
  readonly photo?: string;
  readonly regions: readonly Region[];
  readonly question: Question;
  readonly way: Way;
}

export function keep(state: State): void {
  const kept: Kept = {
    ...(state.photo === undefined ? {} : { photo: state.photo.name }),
    regions: state.regions,
    question: state.question,
    way: state.way,
  };
  history.replaceState(null, "", "#" + encodeURIComponent(JSON.stringify(kept)));
}

/** What the address of the page says, if it says something. */
export function kept(): Kept | undefined {
  try {
    const value = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Kept;
    return Array.isArray(value.regions) && Array.isArray(value.question?.tasks) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A command that asks the same; the photo lies in the current folder. */
export function curl(state: State): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const address = new URL("v1/refer", document.baseURI);
  const request: Request = state.request(state.way, state.regions);
  const name = state.photo?.name ?? "photo.jpg";
  const token = access.token === "" ? "" : `-H "Authorization: Bearer $DYNREFER_TOKEN" `;
  return `curl -s ${address.href} ${token}-F ${quoted(`image=@${name}`)} -F ${quoted(`request=${JSON.stringify(request)}`)}`;
}

export function json(state: State): string {
  const { response, parts } = state.result ?? {};
  return JSON.stringify(response ?? { regions: [...(parts?.values() ?? [])] }, null, 2) + "\n";
}

/** A COCO file with an annotation for every region, answered or not. */
export function coco(state: State): string {
  const categories: string[] = [];
  const annotations = state.regions.map((region, i) => {
    const answer: Answer | undefined = state.result?.parts.get(region.id);
    const category = answer?.categories?.[0];
    const name = category?.name ?? "region";
    if (!categories.includes(name)) {
      categories.push(name);
    }
    const [x, y, w, h] = bounds(region.shape);
    return {
      id: i + 1,
      image_id: 1,
      region_id: region.id,
      category_id: categories.indexOf(name) + 1,
      bbox: [x, y, w, h],
      area: w * h,
      iscrowd: region.shape.kind === "mask" ? 1 : 0,
      ...segmentation(region.shape),
      ...(category === undefined ? {} : { score: category.score }),
      ...(category?.probability === undefined ? {} : { probability: category.probability }),
      ...(answer?.known === undefined ? {} : { known: answer.known }),
      ...(answer?.caption === undefined
        ? {}
        : { caption: answer.caption.text, caption_score: answer.caption.score }),
      ...(answer?.tags === undefined ? {} : { tags: answer.tags.map((tag) => tag.name), tag_scores: answer.tags.map((tag) => tag.score) }),
      ...(answer?.attributes === undefined
        ? {}
        : { attributes: Object.fromEntries(answer.attributes.map((a) => [a.name, a.score])) }),
    };
  });
  return (
    JSON.stringify(
      {
        info: { description: `DynRefer ${state.result?.response?.model.preset ?? ""}`.trim() },
        images: [{ id: 1, file_name: state.photo?.name, width: state.size.width, height: state.size.height }],
        annotations,
        categories: categories.map((name, i) => ({ id: i + 1, name })),
      },
      null,
      2,
    ) + "\n"
  );
}

function segmentation(shape: Shape): object {
  switch (shape.kind) {
    case "box":
      return {};
    case "polygon":
      return { segmentation: [shape.points] };
    case "mask":
      return { segmentation: { size: [shape.size.height, shape.size.width], counts: shape.counts } };
  }
}

/** Hands a file to whoever looks at the page. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
