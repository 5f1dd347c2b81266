# The image encoder: its queue, its service, and GPU machines that are there while there is work.

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  name = "${var.name}-encode"
}

module "queue" {
  source = "../queue"

  name                       = local.name
  visibility_timeout_seconds = var.visibility_timeout_seconds
  maximum_receives           = var.job_attempts
  alarm_topic_arn            = var.alarm_topic_arn
}

module "service" {
  source = "../service"

  name               = var.name
  service            = "encode"
  image              = var.image
  port               = 8081
  cpu                = var.cpu
  memory_mb          = var.memory_mb
  gpus               = 1
  capacity_provider  = aws_ecs_capacity_provider.gpu.name
  initial_tasks      = var.tasks.minimum
  start_seconds      = var.start_seconds
  environment        = merge(var.environment, { DYNREFER_QUEUES_ENCODE = module.queue.url, DYNREFER_QUEUES_ATTEMPTS = var.job_attempts })
  cluster            = var.cluster
  balancer           = var.balancer
  rule               = { host = var.host, priority = 10 }
  network            = var.network
  kms_key_arn        = var.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = var.alarm_topic_arn

  permissions = concat(var.permissions, [
    {
      actions   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
      resources = [module.queue.arn]
    },
  ])

  # A service may only name a capacity provider that its cluster has.
  depends_on = [aws_ecs_cluster_capacity_providers.this]
}
