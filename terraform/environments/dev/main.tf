# For trying things: sleeps when nobody asks, forgets soon, and may be destroyed with all it holds.

module "dynrefer" {
  source = "../../modules/dynrefer"

  name               = "dynrefer-dev"
  domain             = var.domain
  availability_zones = ["${var.region}a", "${var.region}b"]
  artefacts          = var.artefacts
  alarm_emails       = var.alarm_emails
  log_retention_days = 7
  trace_rate         = 1
  disposable         = true

  encoder = {
    minimum_tasks     = 0
    maximum_tasks     = 1
    on_demand_percent = 0
  }

  gateway = {
    runs_as       = "container"
    cpu           = 512
    maximum_tasks = 1
  }

  throttle = { requests_per_second = 5, burst = 10 }

  retention_days = {
    uploads         = 1
    jobs            = 1
    images          = 7
    views           = 1
    embeddings      = 7
    representations = 7
    answers         = 7
  }
}
