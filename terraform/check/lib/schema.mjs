// Every resource and data block against the AWS provider's schema (schema.json).
import { readFileSync } from "node:fs";
import { label } from "./modules.mjs";

/** The provider's schema of the types in use; see declarations.mjs for its form. */
export const SCHEMA = JSON.parse(readFileSync(new URL("../schema.json", import.meta.url), "utf8"));

/** What any block may carry, whatever its type. */
const META_ARGUMENTS = new Set(["count", "for_each", "depends_on", "provider", "lifecycle"]);
const LIFECYCLE = new Set([
  "create_before_destroy",
  "prevent_destroy",
  "ignore_changes",
  "replace_triggered_by",
  "precondition",
  "postcondition",
]);

/** Findings, as sentences, of everything in a module that the provider would refuse. */
export function schemaFindings(module, schema = SCHEMA) {
  const findings = [];
  for (const block of module.blocks.filter(({ kind }) => kind === "resource" || kind === "data")) {
    const report = (text) => findings.push(`${module.name}/${block.file}: ${label(block)}: ${text}`);
    const known = schema[block.kind][block.type];
    if (known) {
      checkMeta(block.body, report);
      checkBody(block.body, known, report);
    } else {
      report(`the schema has no ${block.kind} ${block.type}; if the name is right, run: npm run schema`);
    }
  }
  return findings;
}

function checkMeta(body, report) {
  for (const lifecycle of body.lifecycle ?? []) {
    for (const name of Object.keys(lifecycle).filter((key) => !LIFECYCLE.has(key))) {
      report(`unknown argument "${name}" in lifecycle`);
    }
  }
  if (body.count !== undefined && body.for_each !== undefined) {
    report(`"count" and "for_each" exclude each other`);
  }
}

function checkBody(body, schema, report, inside = "") {
  const dynamic = Object.assign({}, ...[body.dynamic ?? []].flat());
  const present = new Set([...Object.keys(body), ...Object.keys(dynamic)]);
  for (const [name, value] of Object.entries(body)) {
    if (name !== "dynamic" && !(inside === "" && META_ARGUMENTS.has(name))) {
      checkArgument(name, value, schema.arguments[name], report, inside);
    }
  }
  for (const [name, blocks] of Object.entries(dynamic)) {
    checkDynamic(name, blocks, schema.arguments[name], report, inside);
  }
  for (const [name, argument] of Object.entries(schema.arguments)) {
    if (argument.required && !present.has(name)) {
      report(`misses the required ${argument.block ? "block" : "argument"} "${inside}${name}"`);
    }
  }
}

function checkArgument(name, value, argument, report, inside) {
  if (!argument) {
    report(`unknown argument "${inside}${name}"`);
  } else if (argument.block) {
    checkBlocks(name, value, argument, report, inside);
  } else {
    checkValue(`${inside}${name}`, value, argument.type, report);
  }
}

function checkBlocks(name, value, argument, report, inside) {
  if (!Array.isArray(value) || value.some((item) => item === null || typeof item !== "object")) {
    report(`"${inside}${name}" is a block, not an argument`);
    return;
  }
  if (argument.block === "single" && value.length > 1) {
    report(`the block "${inside}${name}" may stand once only`);
  }
  value.forEach((item) => checkBody(item, argument.type, report, `${inside}${name}.`));
}

function checkDynamic(name, blocks, argument, report, inside) {
  if (!argument?.block) {
    report(`unknown block "${inside}${name}" (dynamic)`);
    return;
  }
  for (const block of blocks) {
    if (block.for_each === undefined || !Array.isArray(block.content)) {
      report(`dynamic "${inside}${name}" needs for_each and content`);
    }
    for (const content of block.content ?? []) {
      checkBody(content, argument.type, report, `${inside}${name}.`);
    }
  }
}

/** Literals only: what an expression yields is for a plan to say. */
function checkValue(name, value, type, report) {
  if (value === null || type === "any" || (typeof value === "string" && /[$%]\{/.test(value))) {
    return;
  }
  const expected = typeof type === "string" ? type : Array.isArray(type) ? type[0] : "object";
  if (!FITS[expected](value)) {
    report(`"${name}" must be a ${expected}, not ${JSON.stringify(value)}`);
  } else if (Array.isArray(type)) {
    Object.values(value).forEach((item) => checkValue(`${name}[]`, item, type[1], report));
  }
}

const isObject = (value) => typeof value === "object" && !Array.isArray(value);
const FITS = {
  string: (value) => typeof value !== "object",
  number: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
  list: Array.isArray,
  set: Array.isArray,
  map: isObject,
  object: isObject,
};
