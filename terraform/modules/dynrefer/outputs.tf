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
  value = merge(
    { for function in module.gateway_function : "gateway" => function.name },
    { views = module.views.name, uploads = module.uploads.name, collect = module.collect.name },
    { for task, function in module.decode : task => function.name },
  )
}

output "jobs_topic_arn" {
  description = "ARN of the topic that is told of every job that has its answer."
  value       = aws_sns_topic.jobs.arn
}
