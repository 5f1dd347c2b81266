# The API against mocked AWS: who is let in, and what is refused.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  name            = "dynrefer-test"
  domain_name     = "dynrefer.example.org"
  zone_id         = "Z0123456789"
  certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  kms_key_arn     = "arn:aws:kms:eu-central-1:123456789012:key/1"
  alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:alarms"

  container = {
    host     = "gateway.dynrefer.example.org"
    balancer = { listener_arn = "arn:listener", security_group_id = "sg-1" }
    network  = { vpc_id = "vpc-1", subnet_ids = ["subnet-1", "subnet-2"] }
  }
}

run "a_container_is_reached_through_the_network" {
  command = plan

  assert {
    condition     = aws_apigatewayv2_integration.container[0].connection_type == "VPC_LINK" && aws_apigatewayv2_integration.container[0].tls_config[0].server_name_to_verify == "gateway.dynrefer.example.org"
    error_message = "The way to the container is not private, or not encrypted."
  }

  assert {
    condition     = length(aws_apigatewayv2_integration.function) == 0 && length(aws_lambda_permission.api) == 0
    error_message = "A function is called that is not there."
  }
}

run "a_function_is_called_by_its_alias" {
  command = plan

  variables {
    container = null
    function  = { name = "dynrefer-test-gateway", live_arn = "arn:aws:lambda:eu-central-1:123456789012:function:dynrefer-test-gateway:live" }
  }

  assert {
    condition     = aws_apigatewayv2_integration.function[0].payload_format_version == "2.0" && aws_apigatewayv2_integration.function[0].integration_uri == var.function.live_arn
    error_message = "The function is called otherwise."
  }

  assert {
    condition     = aws_lambda_permission.api[0].qualifier == "live" && aws_lambda_permission.api[0].principal == "apigateway.amazonaws.com"
    error_message = "The API may not call the function, or others may."
  }

  assert {
    condition     = length(aws_apigatewayv2_vpc_link.this) == 0 && length(aws_security_group.link) == 0
    error_message = "There is a way into the network that nobody goes."
  }
}

run "refuses_both_gateways" {
  command = plan

  variables {
    function = { name = "dynrefer-test-gateway", live_arn = "arn:aws:lambda:eu-central-1:123456789012:function:dynrefer-test-gateway:live" }
  }

  expect_failures = [var.container]
}

run "without_an_issuer_callers_sign" {
  command = plan

  assert {
    condition     = alltrue([for route in aws_apigatewayv2_route.v1 : route.authorization_type == "AWS_IAM"])
    error_message = "Somebody unknown is let in."
  }

  assert {
    condition     = length(aws_apigatewayv2_api.this.cors_configuration) == 0
    error_message = "A web page may call that nobody named."
  }
}

run "with_an_issuer_callers_show_its_tokens" {
  command = plan

  variables {
    jwt = { issuer = "https://issuer.example.org", audiences = ["dynrefer"] }
  }

  assert {
    condition     = alltrue([for route in aws_apigatewayv2_route.v1 : route.authorization_type == "JWT"])
    error_message = "Somebody without a token is let in."
  }
}

run "passes_v1_and_nothing_else" {
  command = plan

  assert {
    condition     = toset([for route in aws_apigatewayv2_route.v1 : route.route_key]) == toset(["DELETE /v1/{proxy+}", "GET /v1/{proxy+}", "POST /v1/{proxy+}"])
    error_message = "Other paths lead inside."
  }
}

run "refuses_tokens_for_everybody" {
  command = plan

  variables {
    jwt = { issuer = "https://issuer.example.org", audiences = [] }
  }

  expect_failures = [var.jwt]
}

run "refuses_every_web_page" {
  command = plan

  variables {
    cors_origins = ["*"]
  }

  expect_failures = [var.cors_origins]
}

run "a_scope_is_asked_for_where_it_is_named" {
  command = plan

  variables {
    jwt = { issuer = "https://issuer.example.org", audiences = ["dynrefer"], scopes = ["refer"] }
  }

  assert {
    condition     = alltrue([for route in aws_apigatewayv2_route.v1 : tolist(route.authorization_scopes) == tolist(["refer"])])
    error_message = "A token that was made for something else does."
  }
}

run "coming_back_is_no_fault" {
  command = plan

  assert {
    condition     = strcontains(aws_cloudwatch_log_metric_filter.outcome["faults"].pattern, "$.status != \"503\"")
    error_message = "A cold start uses up what faults may."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.burn["fast-hour"].threshold == 7.2
    error_message = "The alarm does not follow the objective."
  }

  assert {
    condition     = aws_cloudwatch_composite_alarm.burn["fast"].alarm_rule == "ALARM(\"dynrefer-test-api-burn-fast-hour\") AND ALARM(\"dynrefer-test-api-burn-fast-minutes\")"
    error_message = "An old fault rings, or a short one."
  }
}

run "refuses_an_objective_that_nobody_keeps" {
  command = plan

  variables {
    objective_percent = 100
  }

  expect_failures = [var.objective_percent]
}
