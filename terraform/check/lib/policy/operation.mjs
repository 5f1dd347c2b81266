// Nothing fails unseen: functions, services, queues, logs, alarms, the API.
import { objectsIn, UNKNOWN } from "../expressions.mjs";
import { about, first, pointsAt, unless } from "./view.mjs";

export function functions(view) {
  return view.of("aws_lambda_function").flatMap((block) => {
    const watched = about(view, "aws_cloudwatch_metric_alarm", block).filter(
      ({ value }) => value.namespace === "AWS/Lambda",
    );
    const log = view.of("aws_cloudwatch_log_group").some((group) => pointsAt(block, group, "logging_config"));
    return [
      ...unless(first(block.value.dead_letter_config).target_arn !== undefined, block, "has no dead-letter queue"),
      ...unless(watched.length > 0, block, "has no alarm"),
      ...unless(log, block, "does not write to a log group of this module, so nobody says how long its logs are kept"),
      ...unless(
        block.value.reserved_concurrent_executions !== undefined,
        block,
        "does not say its reserved concurrency",
      ),
      ...unless(first(block.value.tracing_config).mode === "Active", block, "is not traced"),
      ...unless(
        view.of("aws_iam_role").some((role) => pointsAt(block, role, "role")),
        block,
        "has no role of its own",
      ),
    ];
  });
}

export async function services(view) {
  const tasks = [];
  for (const block of view.of("aws_ecs_task_definition")) {
    const written = (await Promise.all(view.blocks.map((other) => objectsIn(other.body)))).flat();
    const containers = written.filter((object) => "image" in object && "essential" in object);
    tasks.push(
      ...unless(containers.length > 0, block, "no container is written out in this module"),
      ...containers.flatMap((container) => [
        ...unless(container.readonlyRootFilesystem === true, block, "a container may write to its root file system"),
        ...unless(
          container.privileged !== true &&
            container.user !== undefined &&
            container.user !== "0" &&
            container.user !== "root",
          block,
          "a container runs as root",
        ),
        ...unless(container.logConfiguration !== undefined, block, "a container does not log"),
      ]),
    );
  }
  const owned = view
    .of("aws_ecs_service")
    .flatMap((block) => [
      ...unless(view.of("aws_cloudwatch_metric_alarm").length > 0, block, "has no alarm"),
      ...unless(
        first(block.value.deployment_circuit_breaker).rollback === true,
        block,
        "a failed release is not taken back",
      ),
      ...unless(first(block.value.network_configuration).assign_public_ip !== true, block, "has a public address"),
    ]);
  return [...tasks, ...owned];
}

export function queues(view) {
  const all = view.of("aws_sqs_queue");
  const isDeadLetter = (queue) =>
    view.blocks.some(
      (block) => pointsAt(block, queue, "redrive_policy") || pointsAt(block, queue, "dead_letter_config"),
    );
  const watched = (queue) => about(view, "aws_cloudwatch_metric_alarm", queue, "dimensions").length > 0;
  const redriven = all.flatMap((queue) =>
    unless(isDeadLetter(queue) || queue.body.redrive_policy !== undefined, queue, "has no dead-letter queue"),
  );
  const unwatched = all.flatMap((queue) => unless(watched(queue), queue, "has no alarm"));
  const mappings = view
    .of("aws_lambda_event_source_mapping")
    .flatMap((block) =>
      unless(
        block.value.function_response_types?.includes?.("ReportBatchItemFailures"),
        block,
        "one bad message brings its whole batch back",
      ),
    );
  return [...redriven, ...unwatched, ...mappings];
}

export function logs(view) {
  return view
    .of("aws_cloudwatch_log_group")
    .flatMap((block) =>
      unless(
        block.value.retention_in_days !== undefined && block.value.retention_in_days !== 0,
        block,
        "keeps its logs for ever",
      ),
    );
}

export function alarms(view) {
  const composed = (block) =>
    view.of("aws_cloudwatch_composite_alarm").some((composite) => pointsAt(composite, block, "alarm_rule"));
  return ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"]
    .flatMap((type) => view.of(type))
    .flatMap((block) => [
      ...unless((block.value.alarm_actions ?? []).length > 0 || composed(block), block, "tells nobody"),
      ...unless(
        typeof block.value.alarm_description === "string" || block.value.alarm_description === UNKNOWN,
        block,
        "does not say what it means",
      ),
    ]);
}

export function api(view) {
  return [
    ...view
      .of("aws_apigatewayv2_route")
      .flatMap((block) =>
        unless(
          block.body.authorization_type !== undefined && !String(block.body.authorization_type).includes("NONE"),
          block,
          "lets everybody in",
        ),
      ),
    ...view
      .of("aws_apigatewayv2_stage")
      .flatMap((block) => [
        ...unless(first(block.value.access_log_settings).destination_arn !== undefined, block, "has no access log"),
        ...unless(
          first(block.value.default_route_settings).throttling_rate_limit !== undefined,
          block,
          "is not throttled",
        ),
      ]),
    ...view
      .of("aws_apigatewayv2_api")
      .flatMap((block) =>
        unless(!/"allow_origins":\[[^\]]*"\*"/.test(JSON.stringify(block.body)), block, "every web page may call"),
      ),
  ];
}
