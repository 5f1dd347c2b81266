# A container service behind the internal balancer: task, logs, target group, rule. Who scales it is its caller's matter.

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  region = data.aws_region.current.region
  name   = "${var.name}-${var.service}"

  # registry/path@sha256:… -> path
  repository     = regex("^[^/]+/([^@]+)@", var.image)[0]
  repository_arn = "arn:${data.aws_partition.current.partition}:ecr:${local.region}:${data.aws_caller_identity.current.account_id}:repository/${local.repository}"

  environment = merge({ AWS_REGION = local.region }, var.environment)

  container = {
    name                   = var.service
    image                  = var.image
    essential              = true
    readonlyRootFilesystem = true
    privileged             = false
    user                   = "10001"
    stopTimeout            = 120
    portMappings           = [{ containerPort = var.port, protocol = "tcp" }]
    environment            = [for key in sort(keys(local.environment)) : { name = key, value = local.environment[key] }]
    mountPoints            = [{ sourceVolume = "temporary", containerPath = "/tmp", readOnly = false }]
    resourceRequirements   = [for count in [var.gpus] : { type = "GPU", value = tostring(count) } if count > 0]
    linuxParameters        = { initProcessEnabled = true }

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = local.region
        awslogs-stream-prefix = var.service
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/ecs/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_ecs_task_definition" "this" {
  family                   = local.name
  requires_compatibilities = [var.capacity_provider == null ? "FARGATE" : "EC2"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory_mb
  task_role_arn            = aws_iam_role.task.arn
  execution_role_arn       = aws_iam_role.execution.arn
  container_definitions    = jsonencode([local.container])

  # The root file system is read-only; libraries still unpack and spool here.
  volume {
    name = "temporary"
  }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_security_group" "this" {
  name        = local.name
  description = "${var.service}: requests from the balancer only"
  vpc_id      = var.network.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "service" {
  security_group_id            = aws_security_group.this.id
  description                  = "Requests from the balancer"
  referenced_security_group_id = var.balancer.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = var.port
  to_port                      = var.port
}

resource "aws_vpc_security_group_egress_rule" "balancer" {
  security_group_id            = var.balancer.security_group_id
  description                  = "Requests to ${var.service}"
  referenced_security_group_id = aws_security_group.this.id
  ip_protocol                  = "tcp"
  from_port                    = var.port
  to_port                      = var.port
}

# TLS ends at the balancer. The hop behind it stays between these two security groups of a network without a way out.
resource "aws_lb_target_group" "this" {
  #checkov:skip=CKV_AWS_378:TLS ends at the balancer, as said above.
  name                 = local.name
  vpc_id               = var.network.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.port
  deregistration_delay = 60

  health_check {
    path                = "/q/health" # ready and alive: ECS replaces a task that its target group gives up
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener_rule" "this" {
  listener_arn = var.balancer.listener_arn
  priority     = var.rule.priority

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }

  dynamic "condition" {
    for_each = var.rule.host == null ? [] : [var.rule.host]

    content {
      host_header {
        values = [condition.value]
      }
    }
  }

  dynamic "condition" {
    for_each = var.rule.path == null ? [] : [var.rule.path]

    content {
      path_pattern {
        values = [condition.value]
      }
    }
  }
}

resource "aws_ecs_service" "this" {
  name                              = var.service
  cluster                           = var.cluster.arn
  task_definition                   = aws_ecs_task_definition.this.arn
  desired_count                     = var.initial_tasks
  launch_type                       = var.capacity_provider == null ? "FARGATE" : null
  health_check_grace_period_seconds = var.start_seconds
  propagate_tags                    = "SERVICE"
  enable_ecs_managed_tags           = true
  wait_for_steady_state             = true # so that an apply tells of a release that was taken back

  deployment_minimum_healthy_percent = var.in_place ? 0 : 100
  deployment_maximum_percent         = var.in_place ? 100 : 200

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity_provider == null ? [] : [var.capacity_provider]

    content {
      capacity_provider = capacity_provider_strategy.value
      weight            = 1
    }
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.network.subnet_ids
    security_groups  = [aws_security_group.this.id, var.network.workload_security_group_id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.this.arn
    container_name   = var.service
    container_port   = var.port
  }

  # Scaling owns the count; a target group must hang on a listener before a service may use it.
  lifecycle {
    ignore_changes = [desired_count]
  }

  depends_on = [aws_lb_listener_rule.this, aws_iam_role_policy.task, aws_iam_role_policy.execution]
}
