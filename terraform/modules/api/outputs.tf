output "url" {
  description = "Address of the API."
  value       = "https://${var.domain_name}"

  # The name answers once it is mapped and routed.
  depends_on = [aws_apigatewayv2_api_mapping.this, aws_apigatewayv2_route.v1, aws_route53_record.this]
}

output "id" {
  description = "Id of the API, its name in metrics."
  value       = aws_apigatewayv2_api.this.id
}

output "callers" {
  description = "How callers prove who they are: AWS_IAM or JWT."
  value       = one(toset([for route in aws_apigatewayv2_route.v1 : route.authorization_type]))
}
