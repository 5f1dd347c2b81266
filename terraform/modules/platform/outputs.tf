output "cluster" {
  description = "The cluster: ARN and name."
  value       = { arn = aws_ecs_cluster.this.arn, name = aws_ecs_cluster.this.name }
}

output "balancer" {
  description = "The internal balancer: its listener, its security group, and its name in metrics."
  value = {
    listener_arn      = aws_lb_listener.https.arn
    security_group_id = aws_security_group.balancer.id
    metric_name       = aws_lb.this.arn_suffix
  }
}

output "certificate_arn" {
  description = "ARN of the validated certificate of the API and the services."
  value       = aws_acm_certificate_validation.this.certificate_arn
}

output "service_names" {
  description = "Host name of each service inside the network."
  value       = { for service in var.services : service => "${service}.${var.domain_name}" }
}
