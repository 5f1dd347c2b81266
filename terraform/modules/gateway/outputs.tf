output "service_name" {
  description = "Name of the service in its cluster."
  value       = module.service.name
}
