// Reads one type's schema out of the bindings' TypeScript declarations.
//
// A block's schema is { arguments: { name: Argument }, attributes: { name: Type } }:
//   Argument  { type, required?, block?: "single" | "list" | "set" }  block: written as a block, type is its Block
//   Type      "string" | "number" | "bool" | "any" | ["list" | "set" | "map", Type] | Block (an object)

const PRIMITIVES = { string: "string", number: "number", boolean: "bool", "cdktn.IResolvable": "bool", any: "any" };

/** The schema of the type whose declarations and code these are. */
export function readDeclarations(declarations, code) {
  const source = { interfaces: interfacesOf(declarations), classes: classesOf(declarations), sets: setsOf(code) };
  const config = Object.keys(source.interfaces).find((name) =>
    declarations.includes(`interface ${name} extends cdktn.TerraformMetaArguments`),
  );
  const main = Object.values(source.classes).find(
    (body) => body.base.endsWith("TerraformResource") || body.base.endsWith("TerraformDataSource"),
  );
  const block = argumentsOf(source, config);
  block.attributes = attributesOf(source, main, block.arguments);
  return block;
}

function interfacesOf(declarations) {
  const found = {};
  for (const [, name, body] of declarations.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)) {
    found[name] = body;
  }
  return found;
}

function classesOf(declarations) {
  const found = {};
  for (const [, name, base, body] of declarations.matchAll(
    /^export declare class (\w+) extends ([\w.]+) \{\n([\s\S]*?)^\}/gm,
  )) {
    found[name] = { base, body };
  }
  return found;
}

/** Lists that are sets in the provider: the code says so, the declarations do not. */
function setsOf(code) {
  return new Set([...code.matchAll(/new (\w+)List\(this, "\w+", true\)/g)].map((match) => match[1]));
}

function argumentsOf(source, interfaceName) {
  const result = { arguments: {} };
  const field = /\/\*\*\n((?:(?!\*\/)[\s\S])*?)\*\/\s*readonly (\w+)(\??): ((?:\{[^}]*\}|[^;])+);/g;
  for (const [, comment, , optional, type] of source.interfaces[interfaceName].matchAll(field)) {
    const name = /#(\w+) \S+\}/.exec(comment)[1];
    const argument = argumentOf(
      source,
      type.replace(/ \| cdktn\.IResolvable$/, ""),
      new RegExp(`^\\s*\\* ${name} block$`, "m").test(comment),
    );
    if (!optional) {
      argument.required = true;
    }
    result.arguments[name] = argument;
  }
  return result;
}

function argumentOf(source, type, isBlock) {
  const element = type.replace(/\[\]$/, "");
  if (!source.interfaces[element]) {
    return { type: valueType(source, type) };
  }
  const many = type.endsWith("[]");
  const nesting = many ? (source.sets.has(element) ? "set" : "list") : "single";
  const nested = argumentsOf(source, element);
  return isBlock ? { type: nested, block: nesting } : { type: many ? [nesting, nested] : nested };
}

function attributesOf(source, holder, known) {
  const names = new Map(Object.keys(known ?? {}).map((name) => [camel(name), name]));
  const attributes = {};
  for (const [, name, type] of holder.body.matchAll(/^ {4}get (\w+)\(\): ([^;]+);/gm)) {
    if (!/Input$|^internalValue$|^fqn$/.test(name) || names.has(name)) {
      attributes[names.get(name) ?? snake(name)] = valueType(source, type);
    }
  }
  return attributes;
}

function valueType(source, written) {
  const type = written
    .replace(/ \| undefined$/, "")
    .replace(/ \| cdktn\.IResolvable$/, "")
    .trim();
  if (PRIMITIVES[type]) {
    return PRIMITIVES[type];
  }
  const mapped = /^\{\s*\[key: string\]: ([^;]+);\s*\}$/.exec(type);
  if (mapped) {
    return ["map", valueType(source, mapped[1])];
  }
  if (type.endsWith("[]")) {
    return ["list", valueType(source, type.slice(0, -2))];
  }
  const collection = /^cdktn\.(String|Number|Boolean|Any)(Map)?(?:List)?$/.exec(type);
  if (collection) {
    return ["map", collection[1] === "Any" ? "any" : PRIMITIVES[collection[1].toLowerCase()]];
  }
  return objectType(source, type);
}

/** Computed objects: FooList is many Foo, FooOutputReference one, FooMap one for each key. */
function objectType(source, type) {
  const [, base, shape] = /^(\w+?)(List|Map|OutputReference)$/.exec(type) ?? [];
  const holder = source.classes[`${base}OutputReference`];
  if (!holder) {
    return "any";
  }
  const known = source.interfaces[base] ? argumentsOf(source, base).arguments : {};
  const object = { attributes: attributesOf(source, holder, known) };
  const nesting = { List: source.sets.has(base) ? "set" : "list", Map: "map", OutputReference: "list" }[shape];
  return [nesting, object];
}

function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

function snake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
