// What this project does not do in AWS, whatever the provider would allow. Each rule reads parsed blocks and answers with
// sentences; what must be certain must be written as a literal where the resource is.
import { objectsIn, referencesIn, UNKNOWN, valueOf } from "./expressions.mjs";
import { label } from "./modules.mjs";

/** Actions for which AWS knows no narrower resource than "*". */
const WITHOUT_RESOURCE = new Set([
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
  "ecr:GetAuthorizationToken",
  "ecs:DiscoverPollEndpoint",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
]);

/** Findings, as sentences, of everything in a module that breaks a rule. */
export async function policyFindings(module) {
  const view = await viewOf(module);
  const findings = [];
  for (const rule of [publicBuckets, encryption, tls, exposure, functions, services, queues, logs, alarms, api, secrets]) {
    findings.push(...(await rule(view)));
  }
  return [...findings, ...(await permissions(view))].map(({ block, text }) => `${module.name}/${block.file}: ${label(block)}: ${text}`);
}

/** A module as the rules read it: blocks with their certain values and with the blocks of this module they refer to. */
async function viewOf(module) {
  const blocks = await Promise.all(
    module.blocks.map(async (block) => ({ ...block, value: await valueOf(block.body), refers: await namesIn(block) })),
  );
  return { module, blocks, of: (type) => blocks.filter((block) => block.kind === "resource" && block.type === type) };
}

async function namesIn(block) {
  const references = await referencesIn(block.body);
  return references.map(({ root, steps, path }) => ({
    name: root === "data" ? `data.${steps[0]}.${steps[1]}` : `${root}.${steps[0]}`,
    path: path.join("."),
  }));
}

const pointsAt = (block, target, path = "") =>
  block.refers.some((reference) => reference.name === label(target) && reference.path.startsWith(path));

/** The blocks of one type that point at a target, e.g. the policies of a bucket. */
const about = (view, type, target, path) => view.of(type).filter((block) => pointsAt(block, target, path));

const finding = (block, text) => ({ block, text });
const unless = (holds, block, text) => (holds ? [] : [finding(block, text)]);
const first = (value) => (Array.isArray(value) ? value[0] : value) ?? {};

function publicBuckets(view) {
  const switches = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  const buckets = view.of("aws_s3_bucket").flatMap((bucket) => {
    const [block] = about(view, "aws_s3_bucket_public_access_block", bucket);
    const [owner] = about(view, "aws_s3_bucket_ownership_controls", bucket);
    return [
      ...unless(block && switches.every((name) => block.value[name] === true), bucket, `public access is not blocked by all of ${switches.join(", ")}`),
      ...unless(first(owner?.value.rule).object_ownership === "BucketOwnerEnforced", bucket, "ACLs are not switched off (BucketOwnerEnforced)"),
    ];
  });
  return [...buckets, ...view.of("aws_s3_bucket_acl").map((acl) => finding(acl, "access lists are not used: write a policy"))];
}

function encryption(view) {
  const each = (type, holds, text) => view.of(type).flatMap((block) => unless(holds(block.value, block), block, text));
  const present = (value) => value !== undefined && value !== null && value !== "";
  return [
    ...each("aws_s3_bucket", (_, bucket) => about(view, "aws_s3_bucket_server_side_encryption_configuration", bucket).some(keyedByKms), "is not encrypted with a KMS key"),
    ...each("aws_sqs_queue", (value) => value.sqs_managed_sse_enabled === true || present(value.kms_master_key_id), "is not encrypted"),
    ...each("aws_sns_topic", (value) => present(value.kms_master_key_id), "is not encrypted"),
    ...each("aws_cloudwatch_log_group", (value) => present(value.kms_key_id), "is not encrypted with a key of ours"),
    ...each("aws_lambda_function", (value) => present(value.kms_key_arn), "its environment is not encrypted with a key of ours"),
    ...each("aws_kms_key", (value) => value.enable_key_rotation === true, "the key is not rotated"),
    ...each("aws_ecr_repository", (value) => first(value.encryption_configuration).encryption_type === "KMS", "is not encrypted with a KMS key"),
    ...each("aws_launch_template", disksEncrypted, "a disk is not encrypted"),
  ];
}

const keyedByKms = (block) =>
  first(first(block.value.rule).apply_server_side_encryption_by_default).sse_algorithm === "aws:kms";

const disksEncrypted = (value) =>
  value.block_device_mappings !== undefined && value.block_device_mappings.every((disk) => first(disk.ebs).encrypted === true);

function tls(view) {
  const guarded = (type, policyType) =>
    view.of(type).flatMap((target) =>
      unless(about(view, policyType, target).some((policy) => refusesPlainText(view, policy)), target, `no ${policyType} refuses calls without TLS`),
    );
  return [
    ...guarded("aws_s3_bucket", "aws_s3_bucket_policy"),
    ...guarded("aws_sqs_queue", "aws_sqs_queue_policy"),
    ...guarded("aws_sns_topic", "aws_sns_topic_policy"),
    ...view.of("aws_lb_listener").flatMap((block) =>
      unless(block.value.protocol === "HTTPS" && /TLS13-1-2|TLS-1-2/.test(String(block.value.ssl_policy)), block, "does not listen for TLS 1.2 and newer only"),
    ),
    ...view.of("aws_apigatewayv2_domain_name").flatMap((block) =>
      unless(first(block.value.domain_name_configuration).security_policy === "TLS_1_2", block, "does not ask for TLS 1.2"),
    ),
    ...view.of("aws_apigatewayv2_integration").flatMap((block) =>
      unless(first(block.value.tls_config).server_name_to_verify !== undefined, block, "calls its target without TLS"),
    ),
    ...plainAddresses(view),
  ];
}

/** A policy whose document, elsewhere in the module, denies what does not come by TLS. */
function refusesPlainText(view, policy) {
  return view.blocks
    .filter((block) => block.type === "aws_iam_policy_document" && pointsAt(policy, block))
    .some((document) => (document.value.statement ?? []).some(deniesWithoutTls));
}

function deniesWithoutTls(statement) {
  return statement.effect === "Deny" && (statement.condition ?? []).some((condition) =>
    condition.variable === "aws:SecureTransport" && condition.test === "Bool" && condition.values?.includes?.("false"));
}

function plainAddresses(view) {
  return view.blocks.flatMap((block) =>
    unless(!/"[^"]*\bhttp:\/\//.test(JSON.stringify(block.body)), block, "names an address without TLS (http://)"));
}

function exposure(view) {
  const everywhere = ["0.0.0.0/0", "::/0"];
  return [
    ...view.of("aws_vpc_security_group_ingress_rule").flatMap((block) =>
      unless(!everywhere.includes(block.value.cidr_ipv4) && !everywhere.includes(block.value.cidr_ipv6), block, "lets the whole internet in"),
    ),
    ...view.of("aws_security_group").flatMap((block) =>
      unless(block.value.ingress === undefined && block.value.egress === undefined, block, "rules are resources of their own, so that each says what it is for"),
    ),
    ...view.of("aws_subnet").flatMap((block) => unless(block.value.map_public_ip_on_launch === false, block, "gives out public addresses")),
    ...view.of("aws_lb").flatMap((block) => unless(block.value.internal === true, block, "faces the internet; the API does that")),
    ...view.of("aws_launch_template").flatMap((block) =>
      unless(first(block.value.metadata_options).http_tokens === "required", block, "its metadata can be read without a token"),
    ),
  ];
}

function functions(view) {
  return view.of("aws_lambda_function").flatMap((block) => {
    const watched = about(view, "aws_cloudwatch_metric_alarm", block).filter(({ value }) => value.namespace === "AWS/Lambda");
    const log = view.of("aws_cloudwatch_log_group").some((group) => pointsAt(block, group, "logging_config"));
    return [
      ...unless(first(block.value.dead_letter_config).target_arn !== undefined, block, "has no dead-letter queue"),
      ...unless(watched.length > 0, block, "has no alarm"),
      ...unless(log, block, "does not write to a log group of this module, so nobody says how long its logs are kept"),
      ...unless(block.value.reserved_concurrent_executions !== undefined, block, "does not say its reserved concurrency"),
      ...unless(first(block.value.tracing_config).mode === "Active", block, "is not traced"),
      ...unless(view.of("aws_iam_role").some((role) => pointsAt(block, role, "role")), block, "has no role of its own"),
    ];
  });
}

async function services(view) {
  const tasks = [];
  for (const block of view.of("aws_ecs_task_definition")) {
    const written = (await Promise.all(view.blocks.map((other) => objectsIn(other.body)))).flat();
    const containers = written.filter((object) => "image" in object && "essential" in object);
    tasks.push(
      ...unless(containers.length > 0, block, "no container is written out in this module"),
      ...containers.flatMap((container) => [
        ...unless(container.readonlyRootFilesystem === true, block, "a container may write to its root file system"),
        ...unless(container.privileged !== true && container.user !== undefined && container.user !== "0" && container.user !== "root", block, "a container runs as root"),
        ...unless(container.logConfiguration !== undefined, block, "a container does not log"),
      ]),
    );
  }
  const owned = view.of("aws_ecs_service").flatMap((block) => [
    ...unless(view.of("aws_cloudwatch_metric_alarm").length > 0, block, "has no alarm"),
    ...unless(first(block.value.deployment_circuit_breaker).rollback === true, block, "a failed release is not taken back"),
    ...unless(first(block.value.network_configuration).assign_public_ip !== true, block, "has a public address"),
  ]);
  return [...tasks, ...owned];
}

function queues(view) {
  const all = view.of("aws_sqs_queue");
  const isDeadLetter = (queue) => view.blocks.some((block) => pointsAt(block, queue, "redrive_policy") || pointsAt(block, queue, "dead_letter_config"));
  const watched = (queue) => about(view, "aws_cloudwatch_metric_alarm", queue, "dimensions").length > 0;
  const redriven = all.flatMap((queue) =>
    unless(isDeadLetter(queue) || queue.body.redrive_policy !== undefined, queue, "has no dead-letter queue"));
  const unwatched = all.flatMap((queue) => unless(watched(queue), queue, "has no alarm"));
  const mappings = view.of("aws_lambda_event_source_mapping").flatMap((block) =>
    unless(block.value.function_response_types?.includes?.("ReportBatchItemFailures"), block, "one bad message brings its whole batch back"));
  return [...redriven, ...unwatched, ...mappings];
}

function logs(view) {
  return view.of("aws_cloudwatch_log_group").flatMap((block) =>
    unless(block.value.retention_in_days !== undefined && block.value.retention_in_days !== 0, block, "keeps its logs for ever"));
}

function alarms(view) {
  return view.of("aws_cloudwatch_metric_alarm").flatMap((block) => [
    ...unless((block.value.alarm_actions ?? []).length > 0, block, "tells nobody"),
    ...unless(typeof block.value.alarm_description === "string" || block.value.alarm_description === UNKNOWN, block, "does not say what it means"),
  ]);
}

function api(view) {
  return [
    ...view.of("aws_apigatewayv2_route").flatMap((block) =>
      unless(block.body.authorization_type !== undefined && !String(block.body.authorization_type).includes("NONE"), block, "lets everybody in"),
    ),
    ...view.of("aws_apigatewayv2_stage").flatMap((block) => [
      ...unless(first(block.value.access_log_settings).destination_arn !== undefined, block, "has no access log"),
      ...unless(first(block.value.default_route_settings).throttling_rate_limit !== undefined, block, "is not throttled"),
    ]),
    ...view.of("aws_apigatewayv2_api").flatMap((block) =>
      unless(!/"allow_origins":\[[^\]]*"\*"/.test(JSON.stringify(block.body)), block, "every web page may call"),
    ),
  ];
}

const SECRET_NAME = /password|passwd|secret|token|api_?key|private_?key|credential/i;
/** Names that look like secrets and are settings. */
const NO_SECRET = /^(http_tokens|identity_sources)$/;
const SECRET_VALUE = /\bA(KI|SI)A[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{36}|\bxox[abprs]-\w+|\beyJ[\w-]{10,}\.eyJ/;

async function secrets(view) {
  const findings = [];
  for (const block of view.blocks) {
    if (SECRET_VALUE.test(JSON.stringify(block.body))) {
      findings.push(finding(block, "contains what looks like a secret"));
    }
    for (const object of await objectsIn(block.body)) {
      findings.push(...writtenSecrets(object).map((name) => finding(block, `"${name}" is a secret in plain text`)));
    }
    if (block.kind === "variable" && SECRET_NAME.test(block.name)) {
      findings.push(...unless(block.body.sensitive === true && block.body.default === undefined, block, "a secret's variable is sensitive and has no default"));
    }
  }
  return findings;
}

function writtenSecrets(object) {
  const direct = Object.entries(object).filter(([name, value]) => SECRET_NAME.test(name) && !NO_SECRET.test(name) && isText(value));
  const paired = isText(object.name) && SECRET_NAME.test(object.name) && isText(object.value) ? [[object.name]] : [];
  return [...direct, ...paired].map(([name]) => name);
}

const isText = (value) => typeof value === "string" && value.length > 0;

async function permissions(view) {
  const findings = [];
  for (const block of view.blocks) {
    const keyPolicy = view.of("aws_kms_key").some((key) => pointsAt(key, block, "policy"));
    const endpointPolicy = view.of("aws_vpc_endpoint").some((endpoint) => pointsAt(endpoint, block, "policy"));
    for (const statement of await objectsIn(block.body)) {
      findings.push(...grantFindings(normalised(statement), { keyPolicy, endpointPolicy }).map((text) => finding(block, text)));
    }
  }
  const attached = view.blocks.filter(({ type }) => /^aws_iam_(role|user|group)_policy_attachment$/.test(String(type)));
  return [...findings, ...attached.map((block) => finding(block, "attaches a policy that nobody here has read: write out what is needed"))];
}

/** A statement in any of its three spellings: of a document, of JSON, of this project's permissions. */
function normalised(object) {
  const list = (value) => (value === undefined ? undefined : [value].flat());
  return {
    effect: object.effect ?? object.Effect ?? "Allow",
    actions: list(object.actions ?? object.Action),
    resources: list(object.resources ?? object.Resource),
    everythingBut: object.not_actions ?? object.NotAction ?? object.not_resources ?? object.NotResource,
    principals: JSON.stringify(list(object.principals ?? object.Principal) ?? []),
  };
}

function grantFindings({ effect, actions, resources, everythingBut, principals }, { keyPolicy, endpointPolicy }) {
  if (effect === "Deny" || (actions === undefined && everythingBut === undefined)) {
    return [];
  }
  const texts = (values) => (values ?? []).filter((value) => typeof value === "string");
  const wild = texts(actions).filter((action) => action.includes("*"));
  const broad = texts(actions).filter((action) => !WITHOUT_RESOURCE.has(action));
  return [
    ...(everythingBut === undefined ? [] : ["allows everything but something"]),
    ...wild.map((action) => `allows the wildcard action ${action}`),
    ...(texts(resources).includes("*") && !keyPolicy ? broad.map((action) => `allows ${action} on every resource`) : []),
    ...(principals.includes('"*"') && !endpointPolicy ? ["allows everybody"] : []),
  ];
}
