output "service_name" {
  description = "Name of the service in its cluster."
  value       = module.service.name
}

output "target_metric_name" {
  description = "The target group's name in metrics."
  value       = module.service.target_metric_name
}
