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

output "functions" {
  description = "Names of the Lambda functions by what they do."
  value       = module.dynrefer.functions
}

output "jobs_topic_arn" {
  description = "ARN of the topic that is told of every job that has its answer."
  value       = module.dynrefer.jobs_topic_arn
}

output "sizes" {
  description = "What was decided: zones, memory, what the gateway and the encoder run on, and how callers prove who they are."
  value       = module.dynrefer.sizes
}

output "uploader_policy" {
  description = "Policy for whoever uploads: put images and requests, read the answers, and use the key for both."
  value       = module.dynrefer.uploader_policy
}
