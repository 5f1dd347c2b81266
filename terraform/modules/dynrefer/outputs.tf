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
    { views = module.views.name, uploads = module.uploads.name, collect = module.collect.name, giveup = module.giveup.name },
    { for task, function in module.decode : task => function.name },
  )
}

output "jobs_topic_arn" {
  description = "ARN of the topic that is told of every job that has its answer."
  value       = aws_sns_topic.jobs.arn
}

output "sizes" {
  description = "What was decided: zones, memory, what the gateway and the encoder run on, and how callers prove who they are."
  value = {
    zones       = tolist(local.zones)
    decoders_mb = { for task, size in var.tasks : task => coalesce(size.memory_mb, local.decoder_memory_mb) }
    gateway     = var.gateway.runs_as
    encoder     = { gpu = var.encoder.gpu, tasks = { minimum = var.encoder.minimum_tasks, maximum = var.encoder.maximum_tasks } }
    callers     = module.api.callers
  }
}

output "uploader_policy" {
  description = "Policy for whoever uploads: put images and requests, read the answers, and use the key for both."
  value       = data.aws_iam_policy_document.uploader.json
}
