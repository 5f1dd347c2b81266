// How the rules read a module.
import { referencesIn, valueOf } from "../expressions.mjs";
import { label } from "../modules.mjs";

/** A module as the rules read it: blocks with their certain values and with the blocks of this module they refer to. */
export async function viewOf(module) {
  const blocks = await Promise.all(
    module.blocks.map(async (block) => ({ ...block, value: await valueOf(block.body), refers: await namesIn(block) })),
  );
  return { module, blocks, of: (type) => blocks.filter((block) => block.kind === "resource" && block.type === type) };
}

async function namesIn(block) {
  const references = await referencesIn(block.body);
  return references.map(({ root, steps, path }) => ({
    name: root === "data" ? `data.${steps[0]}.${steps[1]}` : `${root}.${steps[0]}`,
    path: path.join("."),
  }));
}

/** Whether a block refers to a target, under one path inside it or anywhere. */
export const pointsAt = (block, target, path = "") =>
  block.refers.some((reference) => reference.name === label(target) && reference.path.startsWith(path));

/** The blocks of one type that point at a target, e.g. the policies of a bucket. */
export const about = (view, type, target, path) => view.of(type).filter((block) => pointsAt(block, target, path));

export const finding = (block, text) => ({ block, text });
/** No finding if something holds. */
export const unless = (holds, block, text) => (holds ? [] : [finding(block, text)]);
/** The one block of a kind, or nothing to ask further. */
export const first = (value) => (Array.isArray(value) ? value[0] : value) ?? {};
