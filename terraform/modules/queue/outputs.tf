output "arn" {
  description = "ARN of the queue."
  value       = aws_sqs_queue.this.arn

  # Whoever sends needs the policy in place: S3 tries it when its notification is set.
  depends_on = [aws_sqs_queue_policy.this]
}

output "url" {
  description = "Address of the queue."
  value       = aws_sqs_queue.this.url
}

output "name" {
  description = "Name of the queue."
  value       = aws_sqs_queue.this.name
}

output "dead_letter_name" {
  description = "Name of the dead-letter queue."
  value       = aws_sqs_queue.dead.name
}

output "dead_letter_arn" {
  description = "ARN of the dead-letter queue."
  value       = aws_sqs_queue.dead.arn
}
