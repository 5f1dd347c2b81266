// Reads Terraform modules with HashiCorp's own parser.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "@cdktn/hcl2json";

/** The folder of all Terraform code. */
export const TERRAFORM = fileURLToPath(new URL("../..", import.meta.url));

/** Top-level blocks with two labels; those with one label or none are listed by kind alone. */
const TWO_LABELS = new Set(["resource", "data"]);
const ONE_LABEL = new Set(["variable", "output", "module", "provider"]);

/** Every folder under root with .tf files, parsed: {folder, name, files, sources, blocks}. Fails if one does not. */
export async function loadTree(root) {
  const folders = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith(".tf") && !/node_modules|\.terraform/.test(entry.parentPath),
    )
    .map((entry) => entry.parentPath);
  return Promise.all([...new Set(folders)].sort().map((folder) => loadFolder(folder, root)));
}

/** The module in one folder. */
export async function loadFolder(folder, root = folder) {
  const files = readdirSync(folder).sort();
  const sources = Object.fromEntries(
    files.filter((file) => file.endsWith(".tf")).map((file) => [file, readFileSync(path.join(folder, file), "utf8")]),
  );
  return moduleOf(sources, { folder, name: path.relative(root, folder) || path.basename(folder), files });
}

/** A module from sources by file name; tests plant their mistakes here. */
export async function moduleOf(sources, { folder = "", name = "planted", files = Object.keys(sources) } = {}) {
  const blocks = [];
  for (const [file, source] of Object.entries(sources)) {
    blocks.push(...blocksOf(await parse(path.join(name, file), source), file));
  }
  return { folder, name, files, sources, blocks };
}

/** A block is {kind, type?, name?, body, file}; type only for resources and data. */
function blocksOf(parsed, file) {
  return Object.entries(parsed).flatMap(([kind, content]) => {
    if (TWO_LABELS.has(kind)) {
      return Object.entries(content).flatMap(([type, named]) =>
        Object.entries(named).flatMap(([name, bodies]) => bodies.map((body) => ({ kind, type, name, body, file }))),
      );
    }
    if (ONE_LABEL.has(kind)) {
      return Object.entries(content).flatMap(([name, bodies]) => bodies.map((body) => ({ kind, name, body, file })));
    }
    return content.map((body) => ({ kind, body, file }));
  });
}

/** How messages name a block. */
export function label(block) {
  return [block.kind === "resource" ? undefined : block.kind, block.type, block.name].filter(Boolean).join(".");
}
