# One Lambda function, from a zip or an image, with all that belongs to it: role, logs, dead letters, alarms.

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  from_zip = var.artefact.zip != null
}

resource "aws_lambda_function" "this" {
  #checkov:skip=CKV_AWS_272:Zips are hashed here and images named by digest; a signer would be a second key to the same door.
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn
  architectures = ["x86_64"]

  package_type     = local.from_zip ? "Zip" : "Image"
  filename         = var.artefact.zip
  source_code_hash = local.from_zip ? filebase64sha256(var.artefact.zip) : null
  handler          = local.from_zip ? var.artefact.handler : null
  runtime          = local.from_zip ? var.artefact.runtime : null
  image_uri        = var.artefact.image

  memory_size                    = var.memory_mb
  timeout                        = var.timeout_seconds
  reserved_concurrent_executions = var.reserved_concurrency
  publish                        = true
  kms_key_arn                    = var.kms_key_arn

  environment {
    variables = var.environment
  }

  ephemeral_storage {
    size = var.temporary_storage_mb
  }

  vpc_config {
    subnet_ids         = var.network.subnet_ids
    security_group_ids = var.network.security_group_ids
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.dead.arn
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  # Lambda takes snapshots of managed runtimes only; images start cold.
  dynamic "snap_start" {
    for_each = local.from_zip ? ["PublishedVersions"] : []

    content {
      apply_on = snap_start.value
    }
  }

  # The service checks at creation that it may write to both.
  depends_on = [aws_iam_role_policy.this]
}

# Callers name the alias: snapshots exist for published versions only, and a release can be taken back by moving it.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that is called"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}

resource "aws_lambda_function_event_invoke_config" "this" {
  function_name                = aws_lambda_function.this.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_event_age_in_seconds = 3600
  maximum_retry_attempts       = 2
}

resource "aws_lambda_event_source_mapping" "queue" {
  for_each = var.queues

  event_source_arn                   = each.value.arn
  function_name                      = aws_lambda_alias.live.arn
  batch_size                         = each.value.batch_size
  maximum_batching_window_in_seconds = each.value.window_seconds

  # One bad message must not bring its neighbours back.
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = each.value.maximum_concurrency
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

data "aws_iam_policy_document" "dead" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.dead.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "dead" {
  queue_url = aws_sqs_queue.dead.url
  policy    = data.aws_iam_policy_document.dead.json
}
