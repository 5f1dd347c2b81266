# The whole system. Every module is named once; what the parts tell each other is in settings.tf.

module "storage" {
  source = "../storage"

  name                               = var.name
  retention_days                     = var.retention_days
  uploads_visibility_timeout_seconds = 2 * var.uploads.timeout_seconds
  job_attempts                       = var.job_attempts
  destroy_with_contents              = var.disposable
  alarm_topic_arn                    = module.observability.alarm_topic_arn
}

module "network" {
  source = "../network"

  name               = var.name
  cidr               = var.cidr
  availability_zones = local.zones
  bucket_arns        = concat([module.storage.bucket_arn], values(local.image_bucket_arns))
  kms_key_arn        = module.storage.kms_key_arn
  log_retention_days = var.log_retention_days
}

module "platform" {
  source = "../platform"

  name                = var.name
  domain_name         = var.domain.name
  zone_id             = var.domain.zone_id
  network             = local.network
  deletion_protection = !var.disposable
}

module "views" {
  source = "../function"

  name                 = "${var.name}-views"
  description          = "Selects the views of a region and crops them"
  artefact             = { zip = var.artefacts.views_zip }
  memory_mb            = var.views.memory_mb
  timeout_seconds      = var.views.timeout_seconds
  reserved_concurrency = var.views.reserved_concurrency
  environment          = merge(local.store_environment, { QUARKUS_FUNQY_EXPORT = "views" })
  permissions          = local.views_permissions
  network              = local.function_network
  kms_key_arn          = module.storage.kms_key_arn
  log_retention_days   = var.log_retention_days
  alarm_topic_arn      = module.observability.alarm_topic_arn
}

# The first step of a job: an upload's event to the encoder's queue.
module "uploads" {
  source = "../function"

  name                 = "${var.name}-uploads"
  description          = "Takes complete uploads to the encoder"
  artefact             = { zip = var.artefacts.views_zip }
  memory_mb            = var.uploads.memory_mb
  timeout_seconds      = var.uploads.timeout_seconds
  reserved_concurrency = var.uploads.reserved_concurrency
  environment          = local.uploads_environment
  permissions          = local.uploads_permissions
  network              = local.function_network
  # One at a time: an upload that kills the function takes no other along.
  queues             = { uploads = { arn = module.storage.uploads_queue.arn, batch_size = 1, maximum_concurrency = local.step_concurrency } }
  kms_key_arn        = module.storage.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = module.observability.alarm_topic_arn
}

# The last step of a job: what the encoder has done, to the answer.
module "collect" {
  source = "../function"

  name                 = "${var.name}-collect"
  description          = "Answers encoded jobs"
  artefact             = { zip = var.artefacts.views_zip }
  memory_mb            = var.collect.memory_mb
  timeout_seconds      = var.collect.timeout_seconds
  reserved_concurrency = var.collect.reserved_concurrency
  environment          = local.collect_environment
  permissions          = local.collect_permissions
  network              = local.function_network
  queues               = { encoded = { arn = module.encoded.arn, batch_size = 1, maximum_concurrency = local.step_concurrency } } # each waits for the decoders: side by side
  kms_key_arn          = module.storage.kms_key_arn
  log_retention_days   = var.log_retention_days
  alarm_topic_arn      = module.observability.alarm_topic_arn
}

module "encoded" {
  source = "../queue"

  name                       = "${var.name}-encoded"
  visibility_timeout_seconds = 2 * var.collect.timeout_seconds # one message a call, so nobody waits for neighbours
  maximum_receives           = var.job_attempts
  alarm_topic_arn            = module.observability.alarm_topic_arn
}

# The end of jobs that killed or outlived whoever had them: the dead letters of every queue, answered with the failure.
module "giveup" {
  source = "../function"

  name                 = "${var.name}-giveup"
  description          = "Answers jobs that were given up"
  artefact             = { zip = var.artefacts.views_zip }
  memory_mb            = var.collect.memory_mb
  timeout_seconds      = 30
  reserved_concurrency = -1
  environment          = merge(local.job_environment, { QUARKUS_FUNQY_EXPORT = "giveup" })
  permissions          = local.giveup_permissions
  network              = local.function_network
  queues               = { for name, arn in local.dead_letters : name => { arn = arn, batch_size = 1, maximum_concurrency = 2 } }
  kms_key_arn          = module.storage.kms_key_arn
  log_retention_days   = var.log_retention_days
  alarm_topic_arn      = module.observability.alarm_topic_arn
}

# Told of every job that has its answer. Subscribe to it; SNS reaches what the network cannot.
resource "aws_sns_topic" "jobs" {
  name              = "${var.name}-jobs"
  kms_master_key_id = module.storage.kms_key_arn
}

data "aws_iam_policy_document" "jobs" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.jobs.arn]

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

resource "aws_sns_topic_policy" "jobs" {
  arn    = aws_sns_topic.jobs.arn
  policy = data.aws_iam_policy_document.jobs.json
}

# One image, one function for each task: a new task is one more entry of var.tasks.
module "decode" {
  source   = "../function"
  for_each = var.tasks

  name                 = "${var.name}-${each.key}"
  description          = "Answers the task ${each.key} from a region's representation"
  artefact             = { image = var.artefacts.decode_image }
  memory_mb            = coalesce(each.value.memory_mb, local.decoder_memory_mb)
  timeout_seconds      = each.value.timeout_seconds
  temporary_storage_mb = each.value.temporary_storage_mb
  reserved_concurrency = each.value.reserved_concurrency
  environment          = merge(local.store_environment, local.model_environment, { QUARKUS_FUNQY_EXPORT = each.key })
  permissions          = local.decode_permissions
  network              = local.function_network
  kms_key_arn          = module.storage.kms_key_arn
  log_retention_days   = var.log_retention_days
  alarm_topic_arn      = module.observability.alarm_topic_arn
}

module "encoder" {
  source = "../encoder"

  name                         = var.name
  image                        = var.artefacts.encode_image
  gpu                          = var.encoder.gpu
  weights_mb                   = var.artefacts.weights_mb
  gateway_target_metric_names  = module.gateway[*].target_metric_name
  instance_types               = var.encoder.instance_types
  on_demand_percent            = var.encoder.on_demand_percent
  tasks                        = { minimum = var.encoder.minimum_tasks, maximum = var.encoder.maximum_tasks }
  backlog_per_task             = var.encoder.backlog_per_task
  requests_per_minute_per_task = var.encoder.requests_per_minute_per_task
  idle_seconds                 = var.encoder.idle_seconds
  environment                  = merge(local.store_environment, local.model_environment, { DYNREFER_QUEUES_COLLECT = module.encoded.url })
  permissions                  = local.encode_permissions
  job_attempts                 = var.job_attempts
  cluster                      = module.platform.cluster
  balancer                     = module.platform.balancer
  host                         = module.platform.service_names["encode"]
  network                      = local.network
  kms_key_arn                  = module.storage.kms_key_arn
  log_retention_days           = var.log_retention_days
  alarm_topic_arn              = module.observability.alarm_topic_arn
}

module "gateway" {
  source = "../gateway"
  count  = local.gateway_is_function ? 0 : 1

  name               = var.name
  image              = var.artefacts.gateway_image
  cpu                = var.gateway.cpu
  memory_mb          = var.gateway.memory_mb
  tasks              = { minimum = var.gateway.minimum_tasks, maximum = var.gateway.maximum_tasks }
  environment        = local.gateway_environment
  permissions        = local.gateway_permissions
  cluster            = module.platform.cluster
  balancer           = module.platform.balancer
  network            = local.network
  kms_key_arn        = module.storage.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = module.observability.alarm_topic_arn
}

# The same gateway for where no container shall wait: it sleeps when nobody asks and cannot stream.
module "gateway_function" {
  source = "../function"
  count  = local.gateway_is_function ? 1 : 0

  name                 = "${var.name}-gateway"
  description          = "Answers requests: checks, plans, calls the other functions"
  artefact             = { zip = var.artefacts.gateway_zip, handler = "io.dynrefer.functions.gateway.lambda.GatewayEntry::handleRequest" }
  memory_mb            = var.gateway.memory_mb
  timeout_seconds      = 30 # no API waits longer
  reserved_concurrency = var.gateway.reserved_concurrency
  environment          = merge(local.gateway_environment, { DYNREFER_MODEL_CARD = file(var.artefacts.model_card) })
  permissions          = local.gateway_permissions
  network              = local.function_network
  kms_key_arn          = module.storage.kms_key_arn
  log_retention_days   = var.log_retention_days
  alarm_topic_arn      = module.observability.alarm_topic_arn
}

# It calls the encode service, which is behind the balancer.
resource "aws_vpc_security_group_ingress_rule" "gateway_function" {
  count = local.gateway_is_function ? 1 : 0

  security_group_id            = module.platform.balancer.security_group_id
  description                  = "HTTPS from the gateway function"
  referenced_security_group_id = module.network.workload_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

module "api" {
  source = "../api"

  name               = var.name
  domain_name        = var.domain.name
  zone_id            = var.domain.zone_id
  certificate_arn    = module.platform.certificate_arn
  container          = local.gateway_is_function ? null : local.gateway_container
  function           = local.gateway_is_function ? one(module.gateway_function[*].call) : null
  jwt                = var.jwt
  cors_origins       = var.cors_origins
  throttle           = var.throttle
  kms_key_arn        = module.storage.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = module.observability.alarm_topic_arn
}

module "observability" {
  source = "../observability"

  name         = var.name
  kms_key_arn  = module.storage.kms_key_arn
  alarm_emails = var.alarm_emails
  trace_rate   = var.trace_rate
  api_id       = module.api.id
  cluster_name = module.platform.cluster.name
  services     = concat([module.encoder.service_name], module.gateway[*].service_name)
  functions = concat(
    module.gateway_function[*].name,
    [module.views.name, module.uploads.name, module.collect.name, module.giveup.name],
    [for task in module.decode : task.name],
  )
  queues = [module.storage.uploads_queue.name, module.encoder.queue.name, module.encoded.name]

  dead_letter_queues = concat(
    [module.storage.uploads_queue.dead_letter_name, module.encoder.queue.dead_letter_name, module.encoded.dead_letter_name],
    module.gateway_function[*].dead_letter_name,
    [module.views.dead_letter_name, module.uploads.dead_letter_name, module.collect.dead_letter_name, module.giveup.dead_letter_name],
    [for task in module.decode : task.dead_letter_name],
  )
}
