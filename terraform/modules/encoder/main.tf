# The image encoder: its queue, its service, and what it runs on: GPU machines that are there while there is work, or Fargate.

locals {
  name = "${var.name}-encode"

  # Fargate gives whole gigabytes, 8 to 30 with four processors: the weights, their working memory, the Java heap.
  processor_memory_mb = 1024 * max(8, ceil((1.25 * var.weights_mb + 3072) / 1024))
}

module "machines" {
  source = "../machines"
  count  = var.gpu ? 1 : 0

  name              = var.name
  instance_types    = var.instance_types
  on_demand_percent = var.on_demand_percent
  tasks             = var.tasks
  cluster           = var.cluster
  subnet_ids        = var.network.subnet_ids
  security_group_id = var.network.workload_security_group_id
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

  name              = var.name
  service           = "encode"
  image             = var.image
  port              = 8081
  cpu               = coalesce(var.cpu, var.gpu ? 3072 : 4096)
  memory_mb         = coalesce(var.memory_mb, var.gpu ? 13312 : local.processor_memory_mb)
  gpus              = var.gpu ? 1 : 0
  capacity_provider = one(module.machines[*].capacity_provider)
  in_place          = var.gpu && var.tasks.maximum == 1 # one GPU is all that is there
  initial_tasks     = var.tasks.minimum
  start_seconds     = var.start_seconds
  environment = merge(var.environment, {
    DYNREFER_QUEUES_ENCODE   = module.queue.url
    DYNREFER_QUEUES_ATTEMPTS = var.job_attempts
    DYNREFER_ENCODE_GPU      = var.gpu ? "required" : "optional"
  })
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
}
