// Looks into expressions: what they refer to, and what is certain of their value without running anything.
import { getExpressionAst } from "@cdktn/hcl2json";

/** A value that only a run can know. */
export const UNKNOWN = Symbol("unknown");

const parsed = new Map();

/** The syntax tree of a value as the parser hands it over: a template, in which ${…} are expressions. */
async function treeOf(text) {
  if (!parsed.has(text)) {
    // A heredoc, because only there quotes and newlines need no escape.
    parsed.set(text, await getExpressionAst("expression", `<<END_OF_VALUE\n${text}\nEND_OF_VALUE\n`));
  }
  return parsed.get(text);
}

const isTemplate = (text) => text.includes("${") || text.includes("%{");

/** Calls visit(string, path) for every string inside a parsed body, path being the keys that lead to it. */
export function eachString(value, visit, path = []) {
  if (typeof value === "string") {
    visit(value, path);
  } else if (value !== null && typeof value === "object") {
    for (const [key, child] of Object.entries(value)) {
      eachString(child, visit, Array.isArray(value) ? path : [...path, key]);
    }
  }
}

/**
 * What the expressions inside a body refer to: [{ root, steps, local, path }]. steps are names, and "[]" for any index,
 * key or splat; local tells that root is the variable of a for expression; path is where in the body it stands.
 */
export async function referencesIn(body) {
  const texts = [];
  eachString(body, (text, path) => isTemplate(text) && texts.push([text, path]));
  const found = [];
  for (const [text, path] of texts) {
    collect(await treeOf(text), new Set(), (reference) => found.push({ ...reference, path }));
  }
  return found;
}

function collect(node, bound, emit) {
  const chain = chainOf(node);
  if (chain) {
    emit({ root: chain.root, steps: chain.steps, local: bound.has(chain.root) });
    chain.keys.forEach((key) => collect(key, bound, emit));
    return;
  }
  const inner = node.type === "for" ? new Set([...bound, node.meta.keyVar, node.meta.valVar]) : bound;
  for (const child of node.children ?? []) {
    collect(child, inner, emit);
  }
}

/** A traversal from a name on, e.g. a.b[key].c, put together from its nodes; undefined for anything else. */
function chainOf(node) {
  const source = node.children?.[0];
  switch (node.type) {
    case "scopeTraversal": {
      const [root, ...rest] = node.meta.traversal;
      return { root: root.segment, steps: stepsOf(rest), keys: [] };
    }
    case "relativeTraversal":
      return extend(chainOf(source), stepsOf(node.meta.traversal ?? []), []);
    case "index":
      return extend(chainOf(source), ["[]"], node.children.slice(1));
    case "splat":
      return extend(chainOf(source), ["[]", ...stepsOf(node.children[1]?.meta?.traversal ?? [])], []);
    default:
      return undefined;
  }
}

function extend(chain, steps, keys) {
  return chain && { root: chain.root, steps: [...chain.steps, ...steps], keys: [...chain.keys, ...keys] };
}

function stepsOf(traversal) {
  return traversal.map((part) => (part.type === "indexTraversal" ? "[]" : part.segment));
}

/** The value of a parsed body with every expression either computed, where that is certain, or UNKNOWN. */
export async function valueOf(body) {
  if (typeof body === "string") {
    return isTemplate(body) ? evaluate(await treeOf(body)) : body;
  }
  if (Array.isArray(body)) {
    return Promise.all(body.map(valueOf));
  }
  if (body !== null && typeof body === "object") {
    return fromPairs(Object.entries(body), valueOf);
  }
  return body;
}

async function fromPairs(pairs, evaluateOne) {
  const entries = await Promise.all(pairs.map(async ([key, value]) => [key, await evaluateOne(value)]));
  return Object.fromEntries(entries);
}

async function evaluate(node) {
  switch (node.type) {
    case "literalValue":
      return literal(node.meta);
    case "template":
      return template(node.children);
    case "templateWrap":
      return evaluate(node.children[0]);
    case "tuple":
      return Promise.all(node.children.map(evaluate));
    case "object":
      return fromPairs(Object.entries(node.meta.items), evaluateText);
    case "function":
      // Encoded or not, what is inside is what counts.
      return ["jsonencode", "tolist", "toset"].includes(node.meta.name) ? evaluate(node.children[0]) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

async function evaluateText(text) {
  const tree = await getExpressionAst("expression", text);
  return tree ? evaluate(tree) : UNKNOWN;
}

function literal({ value }) {
  if (value === "true" || value === "false") {
    return value === "true";
  }
  return value === "null" ? null : value !== "" && !Number.isNaN(Number(value)) ? Number(value) : value;
}

/** A template of one expression is its value; one of several parts is a string if all of them are known. */
async function template(children) {
  const parts = children.filter((child, index) => !(index === children.length - 1 && child.meta?.value === "\n"));
  const values = await Promise.all(
    parts.map((part) => (part.type === "literalValue" ? part.meta.value : evaluate(part))),
  );
  if (values.length === 1) {
    return values[0];
  }
  return values.every((value) => ["string", "number", "boolean"].includes(typeof value)) ? values.join("") : UNKNOWN;
}

/** Every object that a body writes out, at any depth and inside expressions too, evaluated. */
export async function objectsIn(body) {
  const found = [];
  gather(await valueOf(body), found);
  const texts = [];
  eachString(body, (text) => isTemplate(text) && texts.push(text));
  for (const text of texts) {
    await gatherFromTree(await treeOf(text), found);
  }
  return found;
}

function gather(value, found) {
  if (value === null || typeof value !== "object") {
    return;
  }
  if (!Array.isArray(value)) {
    found.push(value);
  }
  Object.values(value).forEach((child) => gather(child, found));
}

async function gatherFromTree(node, found) {
  if (node.type === "object") {
    found.push(await evaluate(node));
  }
  for (const child of node.children ?? []) {
    await gatherFromTree(child, found);
  }
}
