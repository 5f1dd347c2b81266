output "repositories" {
  description = "Address to push each image to."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}

output "state_bucket" {
  description = "Name of the bucket for Terraform's state."
  value       = module.state.name
}
