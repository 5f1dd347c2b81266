output "repositories" {
  description = "Address to push each image to."
  value       = module.registry.repositories
}

output "state_bucket" {
  description = "Name of the bucket for Terraform's state."
  value       = module.registry.state_bucket
}
