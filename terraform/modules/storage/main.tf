# The object store in which the functions meet: one private bucket, one key, and the queue of what is uploaded.

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
}

# What an administrator needs, spelled out: the account decides by its own policies who may use these.
data "aws_iam_policy_document" "key" {
  #checkov:skip=CKV_AWS_109:In a key's policy * is this key, and without its account nobody could manage it.
  #checkov:skip=CKV_AWS_111:As above.
  #checkov:skip=CKV_AWS_356:As above.
  statement {
    sid = "Account"
    actions = [
      "kms:CancelKeyDeletion",
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:DisableKey",
      "kms:DisableKeyRotation",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListGrants",
      "kms:ListKeyPolicies",
      "kms:ListResourceTags",
      "kms:PutKeyPolicy",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "kms:RetireGrant",
      "kms:RevokeGrant",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:UpdateKeyDescription",
    ]
    resources = ["*"] # in a key's policy: this key

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account}:root"]
    }
  }

  statement {
    sid       = "Logs"
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${data.aws_region.current.region}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:${local.partition}:logs:${data.aws_region.current.region}:${local.account}:log-group:*"]
    }
  }

  statement {
    sid       = "Alarms"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_kms_key" "this" {
  description             = "Everything ${var.name} stores and logs"
  policy                  = data.aws_iam_policy_document.key.json
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}

module "bucket" {
  source = "../bucket"

  name                  = var.name
  kms_key_arn           = aws_kms_key.this.arn
  destroy_with_contents = var.destroy_with_contents
}

# Everything but uploads and answers can be computed again from the image, at the price of the computation.
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = module.bucket.name

  rule {
    id     = "unfinished-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  dynamic "rule" {
    for_each = var.retention_days

    content {
      id     = rule.key
      status = "Enabled"

      filter {
        prefix = "${rule.key}/"
      }

      expiration {
        days = rule.value
      }
    }
  }
}

module "uploads" {
  source = "../queue"

  name                       = "${var.name}-upload-events" # a function is called uploads
  visibility_timeout_seconds = var.uploads_visibility_timeout_seconds
  maximum_receives           = var.job_attempts
  alarm_topic_arn            = var.alarm_topic_arn

  senders = {
    S3 = { service = "s3.amazonaws.com", source_arn = module.bucket.arn }
  }
}

# Only uploads/: the functions' own writes must not wake them again.
resource "aws_s3_bucket_notification" "this" {
  bucket = module.bucket.name

  queue {
    id            = "uploads"
    queue_arn     = module.uploads.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "uploads/"
  }
}
