output "bucket" {
  description = "Name of the bucket."
  value       = module.bucket.name
}

output "bucket_arn" {
  description = "ARN of the bucket."
  value       = module.bucket.arn
}

output "kms_key_arn" {
  description = "ARN of the key that encrypts the bucket, the logs and the alarms."
  value       = aws_kms_key.this.arn
}

output "uploads_queue" {
  description = "The queue of upload events: ARN, URL, and the names for dashboards."
  value = {
    arn              = module.uploads.arn
    url              = module.uploads.url
    name             = module.uploads.name
    dead_letter_name = module.uploads.dead_letter_name
    dead_letter_arn  = module.uploads.dead_letter_arn
  }
}
