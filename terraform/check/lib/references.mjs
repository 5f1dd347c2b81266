// Everything a module refers to must be there: variables, locals, resources and their attributes, modules, outputs.
import path from "node:path";
import { declaredType, referencesIn } from "./expressions.mjs";
import { label } from "./modules.mjs";
import { SCHEMA } from "./schema.mjs";

/** Names that Terraform itself defines. */
const BUILT_IN = { path: ["module", "root", "cwd"], terraform: ["workspace"] };

/** Findings, as sentences, of references to what is not there and of declarations that nobody refers to. */
export async function referenceFindings(module, modules, schema = SCHEMA) {
  const scope = await scopeOf(module, modules);
  const findings = [];
  const used = new Set();
  for (const block of module.blocks) {
    const report = (text) => findings.push(`${module.name}/${block.file}: ${label(block) || block.kind}: ${text}`);
    for (const reference of await referencesIn(relevant(block))) {
      const context = { scope, schema, block, used, iterators: iteratorsIn(block.body) };
      const finding = resolve(reference, context);
      if (finding) {
        report(`${[reference.root, ...reference.steps].join(".").replaceAll(".[]", "[…]")}: ${finding}`);
      }
    }
    if (block.kind === "module") {
      callFindings(block, module, modules).forEach(report);
    }
  }
  return [...findings, ...unusedFindings(module, used)];
}

/** A variable's type is written in names that are no references; neither are those of what changes are ignored of. */
function relevant({ kind, body }) {
  if (kind === "variable") {
    return { default: body.default, validation: body.validation };
  }
  return { ...body, lifecycle: (body.lifecycle ?? []).map(({ ignore_changes, ...rest }) => rest), iterator: undefined };
}

async function scopeOf(module, modules) {
  const scope = { var: {}, local: {}, module: {}, resource: {}, data: {} };
  for (const block of module.blocks) {
    const { kind, type, name, body } = block;
    if (kind === "variable") {
      scope.var[name] = body.type === undefined ? "any" : await declaredType(body.type);
    } else if (kind === "locals") {
      Object.assign(scope.local, body);
    } else if (kind === "module") {
      scope.module[name] = { repeated: isRepeated(body), outputs: outputsOf(calledBy(block, module, modules)) };
    } else if (kind === "resource" || kind === "data") {
      (scope[kind][type] ??= {})[name] = isRepeated(body);
    }
  }
  return scope;
}

const isRepeated = (body) => body.count !== undefined || body.for_each !== undefined;

/** The module that a module block calls, or undefined. */
export function calledBy(block, module, modules) {
  return modules.find(({ folder }) => folder === path.resolve(module.folder, String(block.body.source)));
}

function outputsOf(called) {
  return called && new Set(called.blocks.filter(({ kind }) => kind === "output").map(({ name }) => name));
}

/** Names that dynamic blocks bind inside their content. */
function iteratorsIn(body, found = new Set()) {
  if (body !== null && typeof body === "object") {
    for (const [name, blocks] of Object.entries(Array.isArray(body) ? {} : (body.dynamic ?? {}))) {
      for (const block of [blocks].flat()) {
        found.add(block.iterator === undefined ? name : String(block.iterator).replace(/^\$\{(.*)\}$/, "$1"));
      }
    }
    Object.values(body).forEach((child) => iteratorsIn(child, found));
  }
  return found;
}

/** What is wrong with a reference, or undefined. */
function resolve({ root, steps, local, path: place }, context) {
  const { scope, used, block, iterators } = context;
  if (local || (iterators.has(root) && steps.length > 0)) {
    return undefined;
  }
  switch (root) {
    case "var":
    case "local":
      used.add(`${root}.${steps[0]}`);
      return steps[0] in scope[root]
        ? root === "var"
          ? walk(scope.var[steps[0]], steps.slice(1))
          : undefined
        : "not declared";
    case "module":
      return resolveModule(steps, scope);
    case "each":
      return block.body.for_each === undefined
        ? "this block has no for_each"
        : steps[0] === "key" || steps[0] === "value"
          ? undefined
          : "each has key and value";
    case "count":
      return block.body.count === undefined ? "this block has no count" : undefined;
    case "self":
      return undefined;
    case "data":
      used.add(`data.${steps[0]}.${steps[1]}`);
      return resolveBlock("data", steps[0], steps.slice(1), context);
    default:
      return root in BUILT_IN
        ? BUILT_IN[root].includes(steps[0])
          ? undefined
          : "no such value"
        : resolveName(root, steps, place, context);
  }
}

function resolveName(root, steps, place, context) {
  // Providers are named in these arguments, and types in none.
  return place[0] === "provider" || place[0] === "providers"
    ? undefined
    : resolveBlock("resource", root, steps, context);
}

function resolveModule([name, ...steps], scope) {
  const called = scope.module[name];
  if (!called) {
    return "no such module call";
  }
  const rest = called.repeated ? steps.slice(1) : steps;
  if (called.repeated && steps.length > 0 && steps[0] !== "[]") {
    return "there are several of it; say which";
  }
  return rest.length === 0 || !called.outputs || called.outputs.has(rest[0])
    ? undefined
    : `the module has no output "${rest[0]}"`;
}

function resolveBlock(kind, type, [name, ...steps], { scope, schema }) {
  const repeated = scope[kind][type]?.[name];
  if (repeated === undefined) {
    return `no such ${kind}`;
  }
  if (repeated && steps.length > 0 && steps[0] !== "[]") {
    return "there are several of it; say which";
  }
  if (!repeated && steps[0] === "[]") {
    return "there is one of it only";
  }
  const known = schema[kind][type];
  return known && walk(known, repeated ? steps.slice(1) : steps);
}

/** Follows steps through a type; what is wrong, or undefined. */
function walk(type, steps) {
  if (steps.length === 0 || type === "any") {
    return undefined;
  }
  const [step, ...rest] = steps;
  if (typeof type === "string") {
    return `a ${type} has nothing inside`;
  }
  if (Array.isArray(type)) {
    const [collection, element] = type;
    return step === "[]" || collection === "map"
      ? walk(element, rest)
      : `a ${collection} has no "${step}"; name an item`;
  }
  if (step === "[]") {
    return "an object is not numbered";
  }
  const attribute = type.attributes[step];
  return attribute === undefined ? `no attribute "${step}"` : walk(attribute, rest);
}

const CALL_META = new Set(["source", "version", "providers", "count", "for_each", "depends_on"]);

function callFindings(block, module, modules) {
  const called = calledBy(block, module, modules);
  if (!called) {
    return [`there is no module at ${block.body.source}`];
  }
  const variables = called.blocks.filter(({ kind }) => kind === "variable");
  const known = new Set(variables.map(({ name }) => name));
  const unknown = Object.keys(block.body).filter((name) => !CALL_META.has(name) && !known.has(name));
  const missing = variables.filter(({ name, body }) => body.default === undefined && !(name in block.body));
  return [
    ...unknown.map((name) => `the module has no variable "${name}"`),
    ...missing.map(({ name }) => `misses the required variable "${name}"`),
  ];
}

function unusedFindings(module, used) {
  const declared = module.blocks.flatMap((block) => {
    switch (block.kind) {
      case "variable":
        return [[`var.${block.name}`, block.file]];
      case "locals":
        return Object.keys(block.body).map((name) => [`local.${name}`, block.file]);
      case "data":
        return [[`data.${block.type}.${block.name}`, block.file]];
      default:
        return [];
    }
  });
  return declared
    .filter(([name]) => !used.has(name))
    .map(([name, file]) => `${module.name}/${file}: ${name} is used by nobody`);
}
