// Everything under terraform/ as it is: no findings, and nothing overlooked.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { conventionFindings } from "../lib/conventions.mjs";
import { loadTree, TERRAFORM } from "../lib/modules.mjs";
import { policyFindings } from "../lib/policy.mjs";
import { SCHEMA } from "../lib/schema.mjs";

const modules = await loadTree(TERRAFORM);

test("the tree is all there", () => {
  const parts = [
    "api",
    "bucket",
    "dynrefer",
    "encoder",
    "function",
    "gateway",
    "machines",
    "network",
    "observability",
    "platform",
    "queue",
    "registry",
    "service",
    "storage",
  ];
  const roots = ["bootstrap", "environments/dev", "environments/prod", "examples/complete"];
  assert.deepEqual(
    modules.map(({ name }) => name),
    [...roots, ...parts.map((part) => `modules/${part}`)],
  );
});

for (const module of modules) {
  test(`${module.name}: has the form of a module`, () => assert.deepEqual(conventionFindings(module), []));
  test(`${module.name}: keeps the policy`, async () => assert.deepEqual(await policyFindings(module), []));
}

test("environments hold values only", () => {
  for (const module of modules.filter(({ name }) => name.startsWith("environments/"))) {
    assert.deepEqual(
      module.blocks.filter(({ kind }) => ["resource", "data", "locals"].includes(kind)),
      [],
    );
    assert.deepEqual(
      module.blocks.filter(({ kind }) => kind === "module").map(({ body }) => body.source),
      ["../../modules/dynrefer"],
    );
  }
});

test("environments keep their state apart, remote, encrypted and locked", () => {
  const backends = modules
    .filter(({ name }) => name.startsWith("environments/"))
    .map((module) => module.blocks.find(({ kind }) => kind === "terraform").body.backend.s3[0]);
  assert.equal(new Set(backends.map(({ key }) => key)).size, backends.length);
  backends.forEach((backend) => assert.ok(backend.encrypt === true && backend.use_lockfile === true));
});

test("every root tags everything", () => {
  for (const module of modules.filter(({ name }) => !name.startsWith("modules/"))) {
    const [provider] = module.blocks.filter(({ kind }) => kind === "provider");
    assert.deepEqual(Object.keys(provider.body.default_tags[0].tags).sort(), [
      "Environment",
      "ManagedBy",
      "Project",
      "Source",
    ]);
    assert.equal(provider.body.default_tags[0].tags.Source, module.name);
  }
});

test("the schema holds the types in use and no others", () => {
  for (const kind of ["resource", "data"]) {
    const used = new Set(
      modules.flatMap(({ blocks }) => blocks.filter((block) => block.kind === kind).map(({ type }) => type)),
    );
    assert.deepEqual(Object.keys(SCHEMA[kind]), [...used].sort());
  }
});

test("no file names a package registry or a machine", () => {
  const lock = readFileSync(path.join(TERRAFORM, "check/package-lock.json"), "utf8");
  assert.doesNotMatch(lock, /"resolved"|https?:/);
});
