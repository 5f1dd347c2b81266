// What Terraform tells the code is what the code reads.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { eachString } from "../lib/expressions.mjs";
import { loadTree, TERRAFORM } from "../lib/modules.mjs";
import { javaSources, properties, variableOf } from "../lib/settings.mjs";

const repository = path.join(TERRAFORM, "..");
const sources = javaSources(path.join(repository, "functions"));
const types = new Map([...properties(sources)].map(([property, type]) => [variableOf(property), type]));
const modules = await loadTree(TERRAFORM);
const system = modules.find(({ name }) => name === "modules/dynrefer");
const defaults = (name) => system.blocks.find((block) => block.kind === "variable" && block.name === name).body.default;
const tasks = Object.keys(defaults("tasks"));

/** Set already, read by code that is still to come. */
const AHEAD = [];

test("the code's settings were found at all", () => {
  assert.equal(types.get("DYNREFER_STORE_S3_BUCKET"), "Optional<String>");
  assert.equal(types.get("DYNREFER_ENCODE_URL"), "URI");
});

test("every variable that is set is a property of the code", () => {
  const set = new Set(
    modules.flatMap(({ sources: files }) =>
      Object.values(files).flatMap((text) => text.match(/\bDYNREFER_[A-Z0-9_]*[A-Z0-9]\b(?!_)/g) ?? []),
    ),
  );
  const named = [...set].filter((name) => name !== "DYNREFER_A_B" && !AHEAD.includes(name));
  assert.ok(named.length >= 4, `too few were found: ${named}`);
  assert.deepEqual(
    named.filter((name) => !types.has(name)),
    [],
  );
});

test("what is ahead of the code is not there yet", () => {
  assert.deepEqual(
    AHEAD.filter((name) => types.has(name)),
    [],
  );
});

test("every function has a place among the gateway's settings", () => {
  const missing = ["views", ...tasks].filter(
    (name) => types.get(`DYNREFER_FUNCTIONS_${variableOf(name)}`) !== "String",
  );
  assert.deepEqual(missing, []);
});

test("every function is exported by the code under its name", () => {
  const exports = (part) =>
    sources
      .filter((source) => source.includes(`package io.dynrefer.functions.${part};`))
      .flatMap((source) => [...source.matchAll(/@Funq\("(\w+)"\)/g)].map((match) => match[1]));
  assert.deepEqual(exports("decode").sort(), [...tasks].sort());
  assert.deepEqual(exports("views").sort(), ["collect", "giveup", "uploads", "views"]);
});

test("the handler of a zip is a class of the code", () => {
  const text = modules.flatMap(({ sources }) => Object.values(sources)).join("\n");
  const handlers = [...text.matchAll(/"([\w.]+)\.(\w+)::handleRequest"/g)];
  assert.ok(handlers.length >= 2);
  for (const [, holder, name] of handlers) {
    assert.ok(sources.some((source) => source.includes(`package ${holder};`) && source.includes(`class ${name} `)), name);
  }
});

test("every route of the API's document leads through the API", () => {
  const paths = readFileSync(path.join(repository, "functions/api/src/main/resources/META-INF/openapi.yaml"), "utf8")
    .split(/^components:/m)[0]
    .split(/^ {2}(?=\/)/m)
    .slice(1);
  const asked = paths.flatMap((text) =>
    [...text.matchAll(/^ {4}(get|put|post|patch|delete|head):/gm)].map(([, method]) => `${method.toUpperCase()} ${text.split(":")[0]}`),
  );
  const api = modules.find(({ name }) => name === "modules/api").blocks.find(({ type }) => type === "aws_apigatewayv2_route");
  const methods = new Set([...JSON.stringify(api.body.for_each).matchAll(/\b[A-Z]+\b/g)].map(([method]) => method));
  assert.equal(api.body.route_key, "${each.key} /v1/{proxy+}");
  assert.ok(asked.length >= 8, `too few were found: ${asked}`);
  assert.deepEqual(
    asked.filter((route) => !methods.has(route.split(" ")[0]) || !/ \/v1\/./.test(route)),
    [],
  );
});

test("the encode service listens where the balancer calls", () => {
  const settings = readFileSync(
    path.join(repository, "functions/encode/src/main/resources/application.properties"),
    "utf8",
  );
  const service = modules
    .find(({ name }) => name === "modules/encoder")
    .blocks.find(({ kind, name }) => kind === "module" && name === "service");
  assert.equal(service.body.port, Number(/^quarkus\.http\.port=(\d+)$/m.exec(settings)[1]));
});

test("permissions and retention name the store's own prefixes", () => {
  const keys = ["store/src/main/java/io/dynrefer/store/StoreKeys", "store/src/main/java/io/dynrefer/store/Forgotten", "referring/src/main/java/io/dynrefer/referring/jobs/JobKeys"]
    .map((file) => readFileSync(path.join(repository, `src/${file}.java`), "utf8"))
    .join("\n");
  const constants = new Map([...keys.matchAll(/ String ([A-Z]+) = "(\w+)";/g)].map(([, name, text]) => [name, text]));
  const prefixes = new Set(
    [...keys.matchAll(/BlobKey\.of\(\s*(?:"(\w+)"|([A-Z]+)\b)/g)].map(([, text, name]) => text ?? constants.get(name)),
  );
  const access = system.blocks.find(({ kind, body }) => kind === "locals" && body.access).body.access;
  const named = [];
  eachString(access, (prefix) => prefix.includes("${") || named.push(prefix));
  assert.deepEqual(
    [...new Set(named)].filter((prefix) => !prefixes.has(prefix)),
    [],
  );
  prefixes.delete("forgotten"); // what was forgotten stays so
  prefixes.delete("vocabularies"); // each says how long it is kept
  prefixes.delete("tenants"); // of servers with tokens of their own alone
  assert.deepEqual(Object.keys(defaults("retention_days")).sort(), [...prefixes].sort());
});

test("every alarm has an entry in the runbook, and every entry an alarm", () => {
  const text = readFileSync(path.join(repository, "docs/runbook.md"), "utf8");
  const entries = [...text.matchAll(/^## (.*)$/gm)].flatMap(([, names]) => names.split(", "));
  const alarms = modules.flatMap(({ blocks }) =>
    blocks
      .filter(({ type }) => /^aws_cloudwatch_(metric|composite)_alarm$/.test(String(type)))
      .flatMap(({ body }) => namesOf(body, blocks)),
  );
  const windows = ["burn-fast-hour", "burn-fast-minutes", "burn-slow-hours", "burn-slow-half"]; // told of in their composite's
  assert.ok(windows.every((name) => alarms.includes(name) && text.includes(`\`${name}\``)));
  assert.deepEqual([...new Set(alarms.filter((name) => !windows.includes(name)))].sort(), [...entries].sort());
});

/** The ends of an alarm's names: one, or one for each key of the local map that it goes through. */
function namesOf({ alarm_name: name, for_each: each }, blocks) {
  const end = name.replace(/^\$\{(?:var|local)\.name\}-(api-)?/, "");
  if (each === undefined) {
    return [end];
  }
  const local = /local\.(\w+)/.exec(each)[1];
  const map = blocks.map(({ kind, body }) => kind === "locals" && body[local]).find(Boolean);
  return Object.keys(map).map((key) => end.replace("${each.key}", key));
}
