# What must be there before anything can be deployed: where images are pushed to, and where Terraform keeps its state.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
}

resource "aws_ecr_repository" "this" {
  for_each = var.images

  name                 = "${var.name}/${each.key}"
  image_tag_mutability = "IMMUTABLE"

  encryption_configuration {
    encryption_type = "KMS"
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

# Nobody here knows which digests an environment runs, so releases are kept until somebody deletes them by hand: what was
# deleted could neither be started again nor gone back to.
resource "aws_ecr_lifecycle_policy" "this" {
  for_each = aws_ecr_repository.this

  repository = each.value.name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Forget what was pushed to try something"
      selection    = { tagStatus = "tagged", tagPatternList = ["try-*"], countType = "sinceImagePushed", countUnit = "days", countNumber = var.trial_days }
      action       = { type = "expire" }
    }]
  })
}

# Lambda fetches images as a service, for functions of this account only.
data "aws_iam_policy_document" "lambda" {
  statement {
    sid     = "Lambda"
    actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.region}:${local.account}:function:*"]
    }
  }
}

resource "aws_ecr_repository_policy" "this" {
  for_each = aws_ecr_repository.this

  repository = each.value.name
  policy     = data.aws_iam_policy_document.lambda.json
}

# Never empty once it is used, and only an empty one is deleted.
module "state" {
  source = "../bucket"

  name = "${var.name}-state"
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = module.state.name

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket = module.state.name

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 90
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}
