# The public face: an HTTP API under a name of its own that lets callers in and passes them to the gateway.

resource "aws_apigatewayv2_api" "this" {
  name                         = var.name
  description                  = "Ask about regions of images"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = true

  dynamic "cors_configuration" {
    for_each = length(var.cors_origins) == 0 ? [] : [var.cors_origins]

    content {
      allow_origins  = cors_configuration.value
      allow_methods  = ["DELETE", "GET", "OPTIONS", "POST"]
      allow_headers  = ["authorization", "content-type", "x-request-id"]
      expose_headers = ["retry-after", "x-request-id"]
      max_age        = 3600
    }
  }
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  count = var.jwt == null ? 0 : 1

  name             = "jwt"
  api_id           = aws_apigatewayv2_api.this.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.jwt.issuer
    audience = var.jwt.audiences
  }
}

# The way to a gateway that is a container.

resource "aws_security_group" "link" {
  count = var.container == null ? 0 : 1

  name        = "${var.name}-api"
  description = "The API's link into the network"
  vpc_id      = var.container.network.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "link" {
  count = var.container == null ? 0 : 1

  security_group_id            = aws_security_group.link[0].id
  description                  = "HTTPS to the balancer"
  referenced_security_group_id = var.container.balancer.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "balancer" {
  count = var.container == null ? 0 : 1

  security_group_id            = var.container.balancer.security_group_id
  description                  = "HTTPS from the API"
  referenced_security_group_id = aws_security_group.link[0].id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_apigatewayv2_vpc_link" "this" {
  count = var.container == null ? 0 : 1

  name               = var.name
  subnet_ids         = var.container.network.subnet_ids
  security_group_ids = [aws_security_group.link[0].id]
}

resource "aws_apigatewayv2_integration" "container" {
  count = var.container == null ? 0 : 1

  api_id                 = aws_apigatewayv2_api.this.id
  description            = "The gateway service"
  integration_type       = "HTTP_PROXY"
  integration_method     = "ANY"
  integration_uri        = var.container.balancer.listener_arn
  connection_type        = "VPC_LINK"
  connection_id          = aws_apigatewayv2_vpc_link.this[0].id
  payload_format_version = "1.0"
  timeout_milliseconds   = 30000

  tls_config {
    server_name_to_verify = var.container.host
  }
}

# The way to a gateway that is a function.

resource "aws_apigatewayv2_integration" "function" {
  count = var.function == null ? 0 : 1

  api_id                 = aws_apigatewayv2_api.this.id
  description            = "The gateway function"
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = var.function.live_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "api" {
  count = var.function == null ? 0 : 1

  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = var.function.name
  qualifier     = "live"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*/v1/*"
}

locals {
  integration_id = one(concat(aws_apigatewayv2_integration.container[*].id, aws_apigatewayv2_integration.function[*].id))
}

# Only /v1: health and metrics stay inside. Not ANY: a browser's preflight comes without a token and is answered by the API.
resource "aws_apigatewayv2_route" "v1" {
  for_each = toset(["DELETE", "GET", "POST"])

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = "${each.key} /v1/{proxy+}"
  target             = "integrations/${local.integration_id}"
  authorization_type = var.jwt == null ? "AWS_IAM" : "JWT"
  authorizer_id      = var.jwt == null ? null : aws_apigatewayv2_authorizer.jwt[0].id

  # A token of the issuer that was made for something else does not do.
  authorization_scopes = var.jwt == null ? null : var.jwt.scopes
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "/apigateway/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    detailed_metrics_enabled = true
    throttling_rate_limit    = var.throttle.requests_per_second
    throttling_burst_limit   = var.throttle.burst
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      requestId    = "$context.requestId"
      time         = "$context.requestTime"
      source       = "$context.identity.sourceIp"
      method       = "$context.httpMethod"
      path         = "$context.path"
      status       = "$context.status"
      milliseconds = "$context.responseLatency"
      gateway      = "$context.integrationLatency"
      bytes        = "$context.responseLength"
      error        = "$context.error.message"
      gatewayError = "$context.integrationErrorMessage"
    })
  }
}

resource "aws_apigatewayv2_domain_name" "this" {
  domain_name = var.domain_name

  domain_name_configuration {
    certificate_arn = var.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  domain_name = aws_apigatewayv2_domain_name.this.id
  stage       = aws_apigatewayv2_stage.default.id
}

resource "aws_route53_record" "this" {
  zone_id = var.zone_id
  name    = var.domain_name
  type    = "A"

  alias {
    name                   = aws_apigatewayv2_domain_name.this.domain_name_configuration[0].target_domain_name
    zone_id                = aws_apigatewayv2_domain_name.this.domain_name_configuration[0].hosted_zone_id
    evaluate_target_health = false
  }
}
