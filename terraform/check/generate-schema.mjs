// Writes schema.json: of the AWS provider's schema, the types that terraform/ uses. Run it when a file uses a new type:
//
//   npm run schema
//
// The source is a published package of typed bindings, whose declarations carry the provider's own names, types,
// required arguments and blocks. It is fetched by npm for this run only; the checks read schema.json.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadTree, TERRAFORM } from "./lib/modules.mjs";
import { readDeclarations } from "./lib/declarations.mjs";

const BINDINGS = "@cdktn/provider-aws@25.7.0";

const used = usedTypes(await loadTree(TERRAFORM));
const folder = mkdtempSync(path.join(tmpdir(), "provider-"));
try {
  const archive = execFileSync("npm", ["pack", "--silent", BINDINGS], { cwd: folder, encoding: "utf8" }).trim();
  execFileSync("tar", ["-xzf", archive, "--wildcards", "package/lib/*/index.d.ts", "package/lib/*/index.js"], {
    cwd: folder,
  });
  writeFileSync(new URL("schema.json", import.meta.url), format(schemaOf(path.join(folder, "package/lib"), used)));
} finally {
  rmSync(folder, { recursive: true });
}

/** The resource and data types that any module declares, sorted. */
function usedTypes(modules) {
  const types = { resource: new Set(), data: new Set() };
  for (const module of modules) {
    for (const block of module.blocks) {
      types[block.kind]?.add(block.type);
    }
  }
  return { resource: [...types.resource].sort(), data: [...types.data].sort() };
}

function schemaOf(library, used) {
  const schema = { bindings: BINDINGS, provider: undefined, resource: {}, data: {} };
  for (const kind of ["resource", "data"]) {
    for (const type of used[kind]) {
      const folder = path.join(library, folderOf(kind, type));
      if (!existsSync(folder)) {
        throw new Error(`The provider has no ${kind} ${type}: correct its name in terraform/.`);
      }
      const declarations = readFileSync(path.join(folder, "index.d.ts"), "utf8");
      const code = readFileSync(path.join(folder, "index.js"), "utf8");
      schema.provider ??= /providers\/hashicorp\/aws\/([0-9.]+)\/docs/.exec(declarations)?.[1];
      schema[kind][type] = readDeclarations(declarations, code);
    }
  }
  return schema;
}

/** The bindings call aws_sqs_queue "sqs-queue", and the data source of that name "data-aws-sqs-queue". */
function folderOf(kind, type) {
  const words = type.replaceAll("_", "-");
  return kind === "data" ? `data-${words}` : words.replace("aws-", "");
}

/** One type a line: a new argument shows as one changed line. */
function format(schema) {
  const lines = (types) =>
    Object.entries(types).map(([type, value]) => `  ${JSON.stringify(type)}: ${JSON.stringify(value)}`);
  return (
    `{\n"bindings": ${JSON.stringify(schema.bindings)},\n"provider": ${JSON.stringify(schema.provider)},\n` +
    `"resource": {\n${lines(schema.resource).join(",\n")}\n},\n"data": {\n${lines(schema.data).join(",\n")}\n}\n}\n`
  );
}
