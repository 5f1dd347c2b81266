output "name" {
  description = "Name of the service in its cluster."
  value       = aws_ecs_service.this.name
}

output "scaling_id" {
  description = "The service as Application Auto Scaling names it."
  value       = "service/${var.cluster.name}/${aws_ecs_service.this.name}"
}

output "security_group_id" {
  description = "Id of the service's own security group."
  value       = aws_security_group.this.id
}

output "target_metric_name" {
  description = "The target group's name in metrics."
  value       = aws_lb_target_group.this.arn_suffix
}
