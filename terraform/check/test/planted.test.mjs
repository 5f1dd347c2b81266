// Real modules with one mistake planted: every kind of mistake must be found.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { conventionFindings } from "../lib/conventions.mjs";
import { loadTree, moduleOf, TERRAFORM } from "../lib/modules.mjs";
import { policyFindings } from "../lib/policy.mjs";

const modules = await loadTree(TERRAFORM);

/** What is found in modules/<name> after one edit of one file. */
async function findingsAfter(name, file, before, after) {
  const original = modules.find((module) => module.name === path.join("modules", name));
  const source = original.sources[file];
  assert.ok(source.includes(before), `modules/${name}/${file} no longer contains: ${before}`);
  const planted = await moduleOf({ ...original.sources, [file]: source.replace(before, after) }, original);
  return [...conventionFindings(planted), ...(await policyFindings(planted))];
}

/** Mistake: [module, file, what stands there, what is planted, what must be found]. */
// prettier-ignore
const MISTAKES = {
  "a variable that nobody uses": ["queue", "main.tf", "max(var.alarm_age_seconds, 3", "max(900, 3", /var\.alarm_age_seconds is used by nobody/],

  // form
  "a variable without a description": ["queue", "variables.tf", '  description = "ARN of the topic that alarms go to."\n', "", /variable\.alarm_topic_arn: has no description/],
  "a variable without a type": ["queue", "variables.tf", "  type        = number\n  default     = 900", "  default     = 900", /variable\.alarm_age_seconds: has no type/],
  "a variable of any type": ["queue", "variables.tf", "type        = number\n  default     = 900", "type        = any\n  default     = 900", /its type leaves something open/],
  "an output without a description": ["queue", "outputs.tf", '  description = "Address of the queue."\n', "", /output\.url: has no description/],
  "an unpinned provider": ["queue", "versions.tf", '      version = ">= 6.66, < 7.0"\n', "", /pins neither/],
  "a README that does not know an input": ["queue", "variables.tf", 'variable "name"', 'variable "title" {\n  description = "Nothing."\n  type = string\n}\n\nvariable "name"', /README\.md: its tables are not those of the code/],

  // no public bucket
  "a bucket open to access lists": ["bucket", "main.tf", "block_public_acls       = true", "block_public_acls       = false", /public access is not blocked/],
  "a bucket open to public policies": ["bucket", "main.tf", "restrict_public_buckets = true", "restrict_public_buckets = var.destroy_with_contents", /public access is not blocked/],
  "a bucket with owners of objects": ["bucket", "main.tf", "BucketOwnerEnforced", "ObjectWriter", /ACLs are not switched off/],
  "an access list": ["bucket", "main.tf", 'resource "aws_s3_bucket_policy"', 'resource "aws_s3_bucket_acl" "open" {\n  bucket = aws_s3_bucket.this.id\n  acl    = "public-read"\n}\n\nresource "aws_s3_bucket_policy"', /access lists are not used/],
  "a bucket policy for everybody": ["bucket", "main.tf", 'sid       = "TlsOnly"\n    effect    = "Deny"', 'sid       = "TlsOnly"\n    effect    = "Allow"', /allows everybody/],

  // no wildcard
  "a wildcard action on every resource": ["service", "iam.tf", 'actions   = ["kms:Decrypt", "kms:GenerateDataKey"]\n    resources = [var.kms_key_arn]', 'actions   = ["*"]\n    resources = ["*"]', /allows the wildcard action \*/],
  "a wildcard action": ["service", "iam.tf", '"ecr:BatchGetImage"', '"ecr:*"', /wildcard action ecr:\*/],
  "a wildcard resource": ["service", "iam.tf", "resources = [local.repository_arn]", 'resources = ["*"]', /allows ecr:BatchGetImage on every resource/],
  "a wildcard in a permission that a module hands over": ["dynrefer", "settings.tf", 'actions = ["s3:GetObject"], resources = [for prefix', 'actions = ["s3:*"], resources = [for prefix', /wildcard action s3:\*/],
  "a wildcard in a policy of JSON": ["queue", "main.tf", "  receive_wait_time_seconds", '  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }] })\n  receive_wait_time_seconds', /wildcard action sqs:\*/],
  "everything but something": ["service", "iam.tf", 'actions   = ["ecr:GetAuthorizationToken"]', 'not_actions = ["iam:CreateUser"]', /allows everything but something/],
  "a policy that nobody has read": ["machines", "main.tf", 'resource "aws_iam_instance_profile"', 'resource "aws_iam_role_policy_attachment" "machine" {\n  role       = aws_iam_role.machine.name\n  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"\n}\n\nresource "aws_iam_instance_profile"', /attaches a policy that nobody here has read/],

  // encryption and TLS
  "a bucket without a key": ["bucket", "main.tf", 'sse_algorithm     = "aws:kms"', 'sse_algorithm     = "AES256"', /is not encrypted with a KMS key/],
  "a queue in the clear": ["function", "main.tf", "sqs_managed_sse_enabled   = true", "sqs_managed_sse_enabled   = false", /aws_sqs_queue\.dead: is not encrypted/],
  "a topic in the clear": ["observability", "main.tf", "  kms_master_key_id = var.kms_key_arn\n", "", /aws_sns_topic\.alarms: is not encrypted/],
  "a log in the clear": ["function", "main.tf", "  retention_in_days = var.log_retention_days\n  kms_key_id        = var.kms_key_arn\n", "  retention_in_days = var.log_retention_days\n", /aws_cloudwatch_log_group\.this: is not encrypted/],
  "a disk in the clear": ["machines", "main.tf", "encrypted   = true", "encrypted   = false", /a disk is not encrypted/],
  "a key that is not rotated": ["storage", "main.tf", "enable_key_rotation     = true", "enable_key_rotation     = false", /the key is not rotated/],
  "a bucket that takes plain calls": ["bucket", "main.tf", 'variable = "aws:SecureTransport"', 'variable = "aws:PrincipalArn"', /no aws_s3_bucket_policy refuses calls without TLS/],
  "a queue that takes plain calls": ["queue", "main.tf", 'resource "aws_sqs_queue_policy" "dead" {\n  queue_url = aws_sqs_queue.dead.url', 'resource "aws_sqs_queue_policy" "dead" {\n  queue_url = aws_sqs_queue.this.url', /aws_sqs_queue\.dead: no aws_sqs_queue_policy refuses/],
  "a listener without TLS": ["platform", "main.tf", 'protocol          = "HTTPS"', 'protocol          = "HTTP"', /does not listen for TLS/],
  "old TLS": ["platform", "main.tf", "ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-2016-08", /does not listen for TLS 1\.2/],
  "a link without TLS": ["api", "main.tf", "  tls_config {\n    server_name_to_verify = var.container.host\n  }\n", "", /calls its target without TLS/],
  "an address without TLS": ["dynrefer", "settings.tf", '"https://${module.platform', '"http://${module.platform', /names an address without TLS/],

  // exposure
  "a door to the internet": ["service", "main.tf", "referenced_security_group_id = var.balancer.security_group_id", 'cidr_ipv4 = "0.0.0.0/0"', /lets the whole internet in/],
  "a balancer on the internet": ["platform", "main.tf", "internal                   = true", "internal                   = false", /faces the internet/],
  "metadata without a token": ["machines", "main.tf", 'http_tokens                 = "required"', 'http_tokens                 = "optional"', /can be read without a token/],
  "a route for everybody": ["api", "main.tf", 'var.jwt == null ? "AWS_IAM" : "JWT"', '"NONE"', /lets everybody in/],
  "an API for every web page": ["api", "main.tf", "allow_origins  = cors_configuration.value", 'allow_origins  = ["*"]', /every web page may call/],
  "a container that writes where it likes": ["service", "main.tf", "readonlyRootFilesystem = true", "readonlyRootFilesystem = false", /may write to its root file system/],
  "a container as root": ["service", "main.tf", 'user                   = "10001"', 'user                   = "root"', /runs as root/],

  // every function: dead letters, alarms, log retention
  "a function without dead letters": ["function", "main.tf", "  dead_letter_config {\n    target_arn = aws_sqs_queue.dead.arn\n  }\n", "", /aws_lambda_function\.this: has no dead-letter queue/],
  "a function without an alarm": ["function", "alarms.tf", "FunctionName = aws_lambda_function.this.function_name", "FunctionName = var.name", /aws_lambda_function\.this: has no alarm/],
  "a function without a log of its own": ["function", "main.tf", "log_group  = aws_cloudwatch_log_group.this.name", 'log_group  = "/aws/lambda/any"', /nobody says how long its logs are kept/],
  "logs for ever": ["function", "main.tf", "  retention_in_days = var.log_retention_days\n", "", /keeps its logs for ever/],
  "a queue without dead letters": ["queue", "main.tf", "deadLetterTargetArn = aws_sqs_queue.dead.arn", "deadLetterTargetArn = null", /aws_sqs_queue\.dead: has no dead-letter queue/],
  "a dead-letter queue that nobody watches": ["function", "alarms.tf", "QueueName = aws_sqs_queue.dead.name", 'QueueName = "dead"', /aws_sqs_queue\.dead: has no alarm/],
  "an alarm that tells nobody": ["api", "alarms.tf", "  alarm_actions       = [var.alarm_topic_arn]\n", "", /tells nobody/],
  "a batch that fails as one": ["function", "main.tf", 'function_response_types = ["ReportBatchItemFailures"]', "function_response_types = []", /brings its whole batch back/],

  // no secret in plain text
  "a password in an environment": ["dynrefer", "settings.tf", 'DYNREFER_STORE_KIND      = "s3"', 'DYNREFER_STORE_KIND = "s3"\n    DYNREFER_STORE_PASSWORD = "hunter2"', /"DYNREFER_STORE_PASSWORD" is a secret in plain text/],
  "a token among a container's variables": ["service", "main.tf", "linuxParameters        =", 'secretsPlain = [{ name = "API_TOKEN", value = "t0ken" }]\n    linuxParameters        =', /"API_TOKEN" is a secret in plain text/],
  "an access key": ["dynrefer", "settings.tf", '"s3"', `"${["AKIA", "Q3EGABCDEFGH1234"].join("")}"`, /looks like a secret/],
  "a secret with a default": ["queue", "variables.tf", 'variable "alarm_age_seconds" {', 'variable "webhook_secret" {\n  description = "Signs calls."\n  type        = string\n  default     = "changeme"\n}\n\nvariable "alarm_age_seconds" {', /sensitive and has no default/],
};

for (const [mistake, [name, file, before, after, expected]] of Object.entries(MISTAKES)) {
  test(`finds ${mistake}`, async () => {
    const findings = await findingsAfter(name, file, before, after);
    assert.ok(
      findings.some((finding) => expected.test(finding)),
      `${expected} is not among:\n${findings.join("\n")}`,
    );
  });
}

test("refuses what does not parse, and says where", async () => {
  await assert.rejects(moduleOf({ "main.tf": 'resource "aws_sqs_queue" "this" {\n  name =\n}\n' }), /main\.tf:2/);
});
