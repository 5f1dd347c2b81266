// Nothing public, nothing in the clear: buckets, encryption, TLS, what faces the internet.
import { about, first, pointsAt, finding, unless } from "./view.mjs";

export function publicBuckets(view) {
  const switches = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  const buckets = view.of("aws_s3_bucket").flatMap((bucket) => {
    const [block] = about(view, "aws_s3_bucket_public_access_block", bucket);
    const [owner] = about(view, "aws_s3_bucket_ownership_controls", bucket);
    return [
      ...unless(
        block && switches.every((name) => block.value[name] === true),
        bucket,
        `public access is not blocked by all of ${switches.join(", ")}`,
      ),
      ...unless(
        first(owner?.value.rule).object_ownership === "BucketOwnerEnforced",
        bucket,
        "ACLs are not switched off (BucketOwnerEnforced)",
      ),
    ];
  });
  return [
    ...buckets,
    ...view.of("aws_s3_bucket_acl").map((acl) => finding(acl, "access lists are not used: write a policy")),
  ];
}

export function encryption(view) {
  const each = (type, holds, text) => view.of(type).flatMap((block) => unless(holds(block.value, block), block, text));
  const present = (value) => value !== undefined && value !== null && value !== "";
  return [
    ...each(
      "aws_s3_bucket",
      (_, bucket) => about(view, "aws_s3_bucket_server_side_encryption_configuration", bucket).some(keyedByKms),
      "is not encrypted with a KMS key",
    ),
    ...each(
      "aws_sqs_queue",
      (value) => value.sqs_managed_sse_enabled === true || present(value.kms_master_key_id),
      "is not encrypted",
    ),
    ...each("aws_sns_topic", (value) => present(value.kms_master_key_id), "is not encrypted"),
    ...each("aws_cloudwatch_log_group", (value) => present(value.kms_key_id), "is not encrypted with a key of ours"),
    ...each(
      "aws_lambda_function",
      (value) => present(value.kms_key_arn),
      "its environment is not encrypted with a key of ours",
    ),
    ...each("aws_kms_key", (value) => value.enable_key_rotation === true, "the key is not rotated"),
    ...each(
      "aws_ecr_repository",
      (value) => first(value.encryption_configuration).encryption_type === "KMS",
      "is not encrypted with a KMS key",
    ),
    ...each("aws_launch_template", disksEncrypted, "a disk is not encrypted"),
  ];
}

const keyedByKms = (block) =>
  first(first(block.value.rule).apply_server_side_encryption_by_default).sse_algorithm === "aws:kms";

const disksEncrypted = (value) =>
  value.block_device_mappings !== undefined &&
  value.block_device_mappings.every((disk) => first(disk.ebs).encrypted === true);

export function tls(view) {
  const guarded = (type, policyType) =>
    view.of(type).flatMap((target) =>
      unless(
        about(view, policyType, target).some((policy) => refusesPlainText(view, policy)),
        target,
        `no ${policyType} refuses calls without TLS`,
      ),
    );
  return [
    ...guarded("aws_s3_bucket", "aws_s3_bucket_policy"),
    ...guarded("aws_sqs_queue", "aws_sqs_queue_policy"),
    ...guarded("aws_sns_topic", "aws_sns_topic_policy"),
    ...view
      .of("aws_lb_listener")
      .flatMap((block) =>
        unless(
          block.value.protocol === "HTTPS" && /TLS13-1-2|TLS-1-2/.test(String(block.value.ssl_policy)),
          block,
          "does not listen for TLS 1.2 and newer only",
        ),
      ),
    ...view
      .of("aws_apigatewayv2_domain_name")
      .flatMap((block) =>
        unless(
          first(block.value.domain_name_configuration).security_policy === "TLS_1_2",
          block,
          "does not ask for TLS 1.2",
        ),
      ),
    ...view
      .of("aws_apigatewayv2_integration")
      .flatMap((block) =>
        unless(
          // AWS calls a function by its own interface, which has no plain text.
          block.value.integration_type === "AWS_PROXY" ||
            first(block.value.tls_config).server_name_to_verify !== undefined,
          block,
          "calls its target without TLS",
        ),
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
  return (
    statement.effect === "Deny" &&
    (statement.condition ?? []).some(
      (condition) =>
        condition.variable === "aws:SecureTransport" &&
        condition.test === "Bool" &&
        condition.values?.includes?.("false"),
    )
  );
}

function plainAddresses(view) {
  return view.blocks.flatMap((block) =>
    unless(!/"[^"]*\bhttp:\/\//.test(JSON.stringify(block.body)), block, "names an address without TLS (http://)"),
  );
}

export function exposure(view) {
  const everywhere = ["0.0.0.0/0", "::/0"];
  return [
    ...view
      .of("aws_vpc_security_group_ingress_rule")
      .flatMap((block) =>
        unless(
          !everywhere.includes(block.value.cidr_ipv4) && !everywhere.includes(block.value.cidr_ipv6),
          block,
          "lets the whole internet in",
        ),
      ),
    ...view
      .of("aws_security_group")
      .flatMap((block) =>
        unless(
          block.value.ingress === undefined && block.value.egress === undefined,
          block,
          "rules are resources of their own, so that each says what it is for",
        ),
      ),
    ...view
      .of("aws_subnet")
      .flatMap((block) => unless(block.value.map_public_ip_on_launch === false, block, "gives out public addresses")),
    ...view
      .of("aws_lb")
      .flatMap((block) => unless(block.value.internal === true, block, "faces the internet; the API does that")),
    ...view
      .of("aws_launch_template")
      .flatMap((block) =>
        unless(
          first(block.value.metadata_options).http_tokens === "required",
          block,
          "its metadata can be read without a token",
        ),
      ),
  ];
}
