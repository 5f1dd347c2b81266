# For callers: an encoder is always warm, nothing goes easily.

module "dynrefer" {
  source = "../../modules/dynrefer"

  name                = "dynrefer-prod"
  domain              = var.domain
  zone_count          = 3
  artefacts           = var.artefacts
  jwt                 = var.jwt
  alarm_emails        = var.alarm_emails
  account_concurrency = var.account_concurrency
  log_retention_days  = 90

  encoder = {
    gpu               = var.gpu
    minimum_tasks     = 1
    maximum_tasks     = 8
    on_demand_percent = 50
  }

  gateway = {
    runs_as       = var.gateway_runs_as
    minimum_tasks = 2
    maximum_tasks = 8
  }

  throttle = { requests_per_second = 50, burst = 100 }
}
