// The settings that the Java code reads, out of its @ConfigMapping interfaces.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The sources under a folder, by path. */
export function javaSources(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".java") && entry.parentPath.includes("/src/main/"))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
}

/** Every property, as name to its Java type, that these sources map. */
export function properties(sources) {
  const found = new Map();
  for (const source of sources) {
    const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    for (const mapping of code.matchAll(/@ConfigMapping\(prefix = "([\w.-]+)"\)/g)) {
      const body = bodyFrom(code, mapping.index);
      addMembers(body, interfacesIn(body), mapping[1], found);
    }
  }
  return found;
}

/** The environment variable that sets a property. */
export const variableOf = (property) => property.toUpperCase().replace(/[^A-Z0-9]/g, "_");

/** What stands between the next brace from a place on and its partner. */
function bodyFrom(code, place) {
  const start = code.indexOf("{", place);
  let depth = 0;
  for (let end = start; end < code.length; end++) {
    depth += code[end] === "{" ? 1 : code[end] === "}" ? -1 : 0;
    if (depth === 0) {
      return code.slice(start + 1, end);
    }
  }
  throw new Error("a brace without a partner");
}

function interfacesIn(body) {
  return new Map([...body.matchAll(/\binterface (\w+)/g)].map((match) => [match[1], bodyFrom(body, match.index)]));
}

function addMembers(body, interfaces, prefix, found) {
  for (const [, type, name] of withoutBlocks(body).matchAll(/([\w<>.]+) (\w+)\(\);/g)) {
    const property = `${prefix}.${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (interfaces.has(type)) {
      addMembers(interfaces.get(type), interfaces, property, found);
    } else {
      found.set(property, type);
    }
  }
}

/** A body without whatever stands in braces: nested types and default methods. */
function withoutBlocks(body) {
  let rest = body;
  while (/\{[^{}]*\}/.test(rest)) {
    rest = rest.replace(/\{[^{}]*\}/g, "");
  }
  return rest;
}
