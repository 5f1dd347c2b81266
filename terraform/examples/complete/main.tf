# Everything said once: every input of the system, with tokens for callers, and a web page.

locals {
  name = "ex-${basename(path.cwd)}"
}

data "aws_route53_zone" "this" {
  name         = var.zone_name
  private_zone = false
}

module "dynrefer" {
  source = "../../modules/dynrefer"

  name                = local.name
  domain              = { name = "${local.name}.${var.zone_name}", zone_id = data.aws_route53_zone.this.zone_id }
  zone_count          = 3
  cidr                = "10.80.0.0/16"
  artefacts           = var.artefacts
  account_concurrency = 1000

  views = {
    memory_mb            = 1769
    timeout_seconds      = 30
    reserved_concurrency = 20
  }

  tasks = {
    tags       = {}
    category   = {}
    attributes = {}
    caption    = { memory_mb = 3008, timeout_seconds = 60 }
  }

  encoder = {
    gpu                          = true
    instance_types               = ["g6.xlarge", "g5.xlarge"]
    on_demand_percent            = 20
    minimum_tasks                = 0
    maximum_tasks                = 4
    backlog_per_task             = 20
    requests_per_minute_per_task = 120
    idle_seconds                 = 900
  }

  gateway = {
    runs_as       = "container"
    cpu           = 1024
    memory_mb     = 2048
    minimum_tasks = 2
    maximum_tasks = 4
  }

  image_buckets     = var.image_buckets
  image_bucket_keys = var.image_bucket_keys
  jwt               = var.jwt
  cors_origins      = ["https://${var.zone_name}"]
  throttle          = { requests_per_second = 20, burst = 40 }

  retention_days = {
    uploads         = 7
    jobs            = 7
    images          = 30
    views           = 7
    embeddings      = 30
    representations = 30
    answers         = 365
  }

  log_retention_days = 30
  alarm_emails       = var.alarm_emails
  trace_rate         = 0.1
  disposable         = true
}
