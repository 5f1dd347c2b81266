// What the alarms do on made series: a cold start, a metric that comes late, an outage.
import assert from "node:assert/strict";
import { test } from "node:test";
import { alarmStates, evaluate } from "../lib/metric-math.mjs";
import { loadTree, TERRAFORM } from "../lib/modules.mjs";

const modules = await loadTree(TERRAFORM);
const START_SECONDS = 300; // of the encoder, by default

const judgedAlarms = new Set();

/** An alarm as the module declares it, with the values of one of its map's entries. */
function alarm(module, name, values = {}) {
  judgedAlarms.add(`${module}/${name}`);
  const { body } = modules
    .find((candidate) => candidate.name === `modules/${module}`)
    .blocks.find((block) => block.type === "aws_cloudwatch_metric_alarm" && block.name === name);
  const resolved = (text) =>
    String(text).replace(/\$\{(.*?)\}/g, (_, inner) => {
      const known = Object.entries({ "var.start_seconds": START_SECONDS, ...values }).reduce(
        (code, [key, value]) => code.replaceAll(key, value),
        inner.replace(/\b(ceil|max)\b/g, "Math.$1"),
      );
      return /^[\d\s.,*/+()\-Mathceilmx]+$/.test(known) ? Function(`return ${known}`)() : known;
    });
  return {
    // an alarm on a metric alone has no expression: its series is called "metric" here
    expression: body.metric_name
      ? "metric"
      : resolved(body.metric_query.find((query) => query.return_data === true && query.expression).expression),
    periods: Number(resolved(body.evaluation_periods)),
    points: body.datapoints_to_alarm,
    threshold: Number(resolved(body.threshold)),
    inclusive: body.comparison_operator === "GreaterThanOrEqualToThreshold",
  };
}

const times = (length, value) => Array(length).fill(value);
const wake = alarm("encoder", "wake", { "local.refused": "FILL(refused, 0)" });
const missing = alarm("encoder", "missing");
const fast = ["fast-hour", "fast-minutes"].map((window) => {
  const [, period, speed, fewest] = /period = (\d+), speed = ([\d.]+), fewest = (\d+)/.exec(
    modules.find(({ name }) => name === "modules/api").sources["alarms.tf"].split(`${window} `)[1],
  );
  return { period, ...alarm("api", "burn", { "each.value.speed": speed, "each.value.fewest": fewest, "var.objective_percent": 99.5 }) };
});

test("metric math: a missing metric makes its expression missing, unless it is filled", () => {
  assert.equal(evaluate("IF(FILL(a, 0) > 1 AND b >= 2, 100 * b / (1 + 3), 7)", { a: 2, b: 2 }), 50);
  assert.equal(evaluate("FILL(a, 3) - 1", {}), 2);
  assert.equal(evaluate("a + 1", {}), undefined);
});

test("work wakes an encoder once: not again while the first one is on its way", () => {
  const series = { wanted: [0, 0, 0, ...times(12, 1)], waiting: [0, 1, 1, ...times(12, 1)], refused: [] };
  assert.deepEqual(alarmStates(wake, series).flatMap((on, minute) => (on ? [minute] : [])), [2, 3]);
});

test("one metric that comes late wakes nobody, neither does nothing to do", () => {
  const late = { wanted: [1, 1, undefined, 1, 1], waiting: times(5, 4), refused: [] };
  assert.ok(!alarmStates(wake, late).includes(true));
  assert.ok(!alarmStates(wake, { wanted: times(9, 0), waiting: times(9, 0), refused: times(9, undefined) }).includes(true));
});

test("a task that is on its way is not missed, one that never comes is", () => {
  const start = { wanted: times(20, 1), tasks: [...times(12, 0), ...times(8, 1)] };
  assert.ok(!alarmStates(missing, start).includes(true));
  const never = { wanted: times(20, 1), tasks: times(20, 0) };
  assert.equal(alarmStates(missing, never).indexOf(true), START_SECONDS / 60 + 10 - 1);
});

test("an hour's faults and the last minutes' ring together, while a cold start's refusals do not", () => {
  const [hour, minutes] = fast;
  const outage = { requests: [600], faults: [60] };
  assert.deepEqual([alarmStates(hour, outage), alarmStates(minutes, outage)], [[true], [true]]);
  const over = { requests: [50], faults: [0] };
  assert.deepEqual([alarmStates(hour, outage), alarmStates(minutes, over)], [[true], [false]]);
  const coldStart = { requests: [600], faults: [undefined] }; // 503s are counted elsewhere
  assert.deepEqual([alarmStates(hour, coldStart), alarmStates(minutes, coldStart)], [[false], [false]]);
  const one = { requests: [3], faults: [1] }; // of so few it says nothing
  assert.deepEqual(alarmStates(minutes, one), [false]);
});

test("refusals ring when they outlast an encoder's start, and not while one starts or nobody asks", () => {
  const unready = alarm("api", "unready");
  const start = { requests: times(12, 40), unready: [40, 40, 40, ...times(9, 0)] };
  assert.ok(!alarmStates(unready, start).includes(true));
  const outage = { requests: times(12, 40), unready: times(12, 40) };
  assert.equal(alarmStates(unready, outage).indexOf(true), 5);
  assert.ok(!alarmStates(unready, { requests: times(12, 0), unready: times(12, undefined) }).includes(true));
  const late = { requests: times(8, 40), unready: [40, 40, 40, undefined, 40, 40, 40, 40] };
  assert.ok(!alarmStates(unready, late).includes(true)); // a point that comes late puts it off
});

const MINUTES_OF_A_START = START_SECONDS / 60;

for (const { module, name, values = {}, quiet, rings, at } of [
  { module: "api", name: "latency", quiet: [...times(5, 29000), ...times(9, 900)], rings: times(6, 29000), at: 5 },
  {
    module: "queue",
    name: "age",
    values: { "var.alarm_age_seconds": 900, "var.visibility_timeout_seconds": 1080 },
    quiet: times(9, 2 * 1080), // two retries
    rings: times(5, 3 * 1080 + 1),
    at: 4,
  },
  { module: "queue", name: "dead", quiet: [0, undefined, 0], rings: [0, 1], at: 1 },
  { module: "function", name: "dead", quiet: [0, undefined, 0], rings: [0, 1], at: 1 },
  {
    module: "service",
    name: "faults",
    quiet: [...times(MINUTES_OF_A_START + 9, 3), 0, 3],
    rings: times(MINUTES_OF_A_START + 10, 3),
    at: MINUTES_OF_A_START + 9,
  },
  {
    module: "service",
    name: "unhealthy",
    quiet: [...times(MINUTES_OF_A_START + 1, 1), 0, 1],
    rings: times(MINUTES_OF_A_START + 2, 1),
    at: MINUTES_OF_A_START + 1,
  },
  {
    module: "function",
    name: "this",
    values: { "each.value.threshold": 0 },
    quiet: [0, 1, undefined, 0, 0, 0, 1], // one in five minutes
    rings: [0, 1, undefined, 1],
    at: 3,
  },
]) {
  test(`${name} of ${module} rings at an outage, and not at a start, a retry or a late metric`, () => {
    const judged = alarm(module, name, values);
    assert.ok(!alarmStates(judged, { metric: quiet }).includes(true));
    assert.equal(alarmStates(judged, { metric: rings }).indexOf(true), at);
  });
}

test("every alarm that is declared is judged here", () => {
  const declared = modules.flatMap((module) =>
    module.blocks
      .filter((block) => block.type === "aws_cloudwatch_metric_alarm")
      .map((block) => `${module.name.replace("modules/", "")}/${block.name}`),
  );
  assert.deepEqual([...new Set(declared)].sort(), [...judgedAlarms].sort());
});
