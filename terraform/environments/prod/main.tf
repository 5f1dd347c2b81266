# For callers: an encoder is always warm, functions have their share of the account's concurrency, nothing goes easily.

module "dynrefer" {
  source = "../../modules/dynrefer"

  name               = "dynrefer-prod"
  domain             = var.domain
  availability_zones = ["${var.region}a", "${var.region}b", "${var.region}c"]
  artefacts          = var.artefacts
  alarm_emails       = var.alarm_emails
  log_retention_days = 90

  views = { reserved_concurrency = 50 }

  tasks = {
    tags       = { reserved_concurrency = 50 }
    category   = { reserved_concurrency = 50 }
    attributes = { reserved_concurrency = 50 }
    caption    = { reserved_concurrency = 20, memory_mb = 10240, timeout_seconds = 60 }
  }

  encoder = {
    minimum_tasks     = 1
    maximum_tasks     = 8
    on_demand_percent = 50
  }

  gateway = {
    runs_as       = "container"
    minimum_tasks = 2
    maximum_tasks = 8
  }

  throttle = { requests_per_second = 50, burst = 100 }
}
