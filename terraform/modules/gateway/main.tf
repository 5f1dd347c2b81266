# The gateway: checks, plans and calls the functions. It needs no GPU, so it runs on Fargate and follows its processor.

module "service" {
  source = "../service"

  name               = var.name
  service            = "gateway"
  image              = var.image
  cpu                = var.cpu
  memory_mb          = var.memory_mb
  initial_tasks      = var.tasks.minimum
  start_seconds      = 60
  environment        = var.environment
  permissions        = var.permissions
  cluster            = var.cluster
  balancer           = var.balancer
  rule               = { path = "/v1/*", priority = 20 }
  network            = var.network
  kms_key_arn        = var.kms_key_arn
  log_retention_days = var.log_retention_days
  alarm_topic_arn    = var.alarm_topic_arn
}

# The gateway calls the encode service by the same balancer that its own requests come from.
resource "aws_vpc_security_group_ingress_rule" "balancer" {
  security_group_id            = var.balancer.security_group_id
  description                  = "HTTPS from the gateway"
  referenced_security_group_id = module.service.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = module.service.scaling_id
  min_capacity       = var.tasks.minimum
  max_capacity       = var.tasks.maximum
}

resource "aws_appautoscaling_policy" "follow" {
  name               = "${var.name}-gateway-follow"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
