output "api_url" {
  description = "Address of the API."
  value       = module.dynrefer.api_url
}

output "bucket" {
  description = "Name of the bucket: put uploads/<id>/… here."
  value       = module.dynrefer.bucket
}

output "dashboard_url" {
  description = "Address of the dashboard."
  value       = module.dynrefer.dashboard_url
}

output "jobs_topic_arn" {
  description = "ARN of the topic that is told of every job that has its answer."
  value       = module.dynrefer.jobs_topic_arn
}
