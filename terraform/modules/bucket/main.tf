# A private bucket: nothing public, everything encrypted, reached by modern TLS alone. What it holds, and for how long, is
# its caller's matter.

data "aws_caller_identity" "current" {}

# Bucket names are shared by all of AWS; the account makes ours ours.
resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_18:CloudTrail's data events say more, and an account has one place for them, which is not ours to choose.
  #checkov:skip=CKV_AWS_144:What is computed can be computed again; whoever cannot lose uploads or answers replicates them.
  #checkov:skip=CKV_AWS_21:The store writes once and never changes an object; the state's bucket has versions.
  #checkov:skip=CKV2_AWS_61:The caller's matter: both callers have a lifecycle configuration.
  #checkov:skip=CKV2_AWS_62:The caller's matter: the store tells of uploads, the state has nothing to tell.
  bucket        = "${var.name}-${data.aws_caller_identity.current.account_id}"
  force_destroy = var.destroy_with_contents
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]

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

  statement {
    sid       = "ModernTlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "NumericLessThan"
      variable = "s3:TlsVersion"
      values   = ["1.2"]
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = data.aws_iam_policy_document.this.json

  depends_on = [aws_s3_bucket_public_access_block.this]
}
