output "api_url" {
  description = "Address of the API."
  value       = module.api.url
}

output "bucket" {
  description = "Name of the bucket: put uploads/<id>/… here."
  value       = module.storage.bucket
}

output "dashboard_url" {
  description = "Address of the dashboard."
  value       = module.observability.dashboard_url
}

output "functions" {
  description = "Names of the Lambda functions by what they do."
  value       = merge({ views = module.views.name }, { for task, function in module.decode : task => function.name })
}
