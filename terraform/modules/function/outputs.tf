output "name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "live_arn" {
  description = "ARN of the alias that callers name."
  value       = aws_lambda_alias.live.arn
}

output "call" {
  description = "What a caller needs to know: name, and ARN of the alias."
  value       = { name = aws_lambda_function.this.function_name, live_arn = aws_lambda_alias.live.arn }
}

output "dead_letter_name" {
  description = "Name of the dead-letter queue."
  value       = aws_sqs_queue.dead.name
}
