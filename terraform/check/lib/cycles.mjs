// Nothing may wait for itself, through whatever modules the way leads. Terraform finds this too, where it is installed.
import { referencesIn } from "./expressions.mjs";
import { calledBy } from "./references.mjs";

/** The first way found that leads from something in a root module back to itself, as names; empty if there is none. */
export async function cycleFrom(root, modules) {
  const edges = new Map();
  await addModule(root, "", modules, edges);
  return firstCycle(edges);
}

/**
 * Adds everything in a module and in the modules it calls. A node is named like its address; a module has two more,
 * "open", which everything in it waits for, and "close", which waits for everything in it.
 */
async function addModule(module, place, modules, edges) {
  const add = (name, targets) => {
    edges.set(place + name, [`${place}open`, ...targets]);
    edges.get(`${place}close`).push(place + name);
  };
  edges.set(`${place}close`, []);
  if (!edges.has(`${place}open`)) {
    edges.set(`${place}open`, []);
  }
  for (const block of module.blocks) {
    const targets = async (body) => (await referencesIn(body)).flatMap((reference) => targetsOf(reference, place));
    switch (block.kind) {
      case "resource":
        add(`${block.type}.${block.name}`, await targets(block.body));
        break;
      case "data":
        add(`data.${block.type}.${block.name}`, await targets(block.body));
        break;
      case "output":
        add(`output.${block.name}`, await targets(block.body));
        break;
      case "locals":
        for (const [name, value] of Object.entries(block.body)) {
          add(`local.${name}`, await targets(value));
        }
        break;
      case "module":
        await addCall(block, module, place, modules, edges, targets);
        edges.get(`${place}close`).push(`${place}module.${block.name}.close`);
        break;
    }
  }
}

async function addCall(block, module, place, modules, edges, targets) {
  const inner = `${place}module.${block.name}.`;
  const { for_each, count, depends_on, ...inputs } = block.body;
  edges.set(`${inner}open`, [`${place}open`, ...(await targets({ for_each, count, depends_on }))]);
  for (const [name, value] of Object.entries(inputs)) {
    edges.set(`${inner}var.${name}`, [`${inner}open`, ...(await targets(value))]);
  }
  await addModule(calledBy(block, module, modules), inner, modules, edges);
}

/** The nodes that a reference waits for. A module named as a whole, or one of several, is waited for as a whole. */
function targetsOf({ root, steps, local }, place) {
  if (local) {
    return [];
  }
  if (root === "module") {
    const [name, output] = steps;
    return [
      output === undefined || output === "[]"
        ? `${place}module.${name}.close`
        : `${place}module.${name}.output.${output}`,
    ];
  }
  return [place + (root === "data" ? `data.${steps[0]}.${steps[1]}` : `${root}.${steps[0]}`)];
}

function firstCycle(edges) {
  const done = new Set();
  for (const start of edges.keys()) {
    const cycle = search(start, [], edges, done);
    if (cycle.length > 0) {
      return cycle;
    }
  }
  return [];
}

function search(node, way, edges, done) {
  const seen = way.indexOf(node);
  if (seen >= 0) {
    return [...way.slice(seen), node];
  }
  if (done.has(node)) {
    return [];
  }
  for (const target of edges.get(node) ?? []) {
    const cycle = search(target, [...way, node], edges, done);
    if (cycle.length > 0) {
      return cycle;
    }
  }
  done.add(node);
  return [];
}
