# For trying things: sleeps when nobody asks, forgets soon, and may be destroyed with all it holds.

module "dynrefer" {
  source = "../../modules/dynrefer"

  name                = "dynrefer-dev"
  domain              = var.domain
  artefacts           = var.artefacts
  jwt                 = var.jwt
  alarm_emails        = var.alarm_emails
  account_concurrency = var.account_concurrency
  log_retention_days  = 7
  trace_rate          = 1
  disposable          = true

  encoder = {
    gpu               = var.gpu
    minimum_tasks     = 0
    maximum_tasks     = 1
    on_demand_percent = 0
  }

  gateway = {
    runs_as       = var.gateway_runs_as
    cpu           = 512
    maximum_tasks = 1
  }

  throttle = { requests_per_second = 5, burst = 10 }

  retention_days = {
    uploads         = 5
    jobs            = 5
    images          = 7
    views           = 5
    embeddings      = 7
    representations = 7
    answers         = 7
  }
}
