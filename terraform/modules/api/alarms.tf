# Alarms on what callers see. A 503 is no fault: while the encoder sleeps, and while there is more work than room, callers
# are told to come back. What matters is how fast faults use up what the objective allows, over a long window, which tells
# that it is worth getting up for, and a short one, which tells that it still goes on.

locals {
  metrics = "DynRefer/${var.name}"

  outcomes = {
    faults  = "{ $.status = \"5*\" && $.status != \"503\" }"
    unready = "{ $.status = \"503\" }"
  }

  # Speed: how many times faster than allowed the faults of a month are used up. Fewest: requests below which a share says
  # nothing.
  burns = {
    fast-hour    = { period = 3600, speed = 14.4, fewest = 60 }
    fast-minutes = { period = 300, speed = 14.4, fewest = 5 }
    slow-hours   = { period = 21600, speed = 6, fewest = 360 }
    slow-half    = { period = 1800, speed = 6, fewest = 30 }
  }

  incidents = {
    fast = { windows = ["fast-hour", "fast-minutes"], meaning = "A month's faults would be used up in two days" }
    slow = { windows = ["slow-hours", "slow-half"], meaning = "A month's faults would be used up in five days" }
  }
}

resource "aws_cloudwatch_log_metric_filter" "outcome" {
  for_each = local.outcomes

  name           = each.key
  log_group_name = aws_cloudwatch_log_group.access.name
  pattern        = each.value

  metric_transformation {
    namespace     = local.metrics
    name          = each.key
    value         = "1"
    default_value = "0"
  }
}

# They tell nobody: the two composite alarms below do.
resource "aws_cloudwatch_metric_alarm" "burn" {
  for_each = local.burns

  alarm_name          = "${var.name}-api-burn-${each.key}"
  alarm_description   = "Faults over ${each.value.period} seconds come ${each.value.speed} times as fast as the objective allows."
  evaluation_periods  = 1
  threshold           = each.value.speed * (100 - var.objective_percent)
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "share"
    label       = "Percentage of the requests that failed by a fault"
    expression  = "IF(FILL(requests, 0) >= ${each.value.fewest}, 100 * FILL(faults, 0) / requests, 0)"
    return_data = true
  }

  metric_query {
    id = "requests"

    metric {
      namespace   = "AWS/ApiGateway"
      metric_name = "Count"
      stat        = "Sum"
      dimensions  = { ApiId = aws_apigatewayv2_api.this.id }
      period      = each.value.period
    }
  }

  metric_query {
    id = "faults"

    metric {
      namespace   = local.metrics
      metric_name = "faults"
      stat        = "Sum"
      period      = each.value.period
    }
  }
}

resource "aws_cloudwatch_composite_alarm" "burn" {
  for_each = local.incidents

  alarm_name        = "${var.name}-api-burn-${each.key}"
  alarm_description = "${each.value.meaning}, and they still come."
  alarm_rule        = join(" AND ", [for window in each.value.windows : "ALARM(\"${aws_cloudwatch_metric_alarm.burn[window].alarm_name}\")"])
  alarm_actions     = [var.alarm_topic_arn]
  ok_actions        = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "unready" {
  alarm_name          = "${var.name}-api-unready"
  alarm_description   = "More than half of the requests are told to come back, for longer than an encoder takes to start."
  evaluation_periods  = 6
  threshold           = 50
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]

  metric_query {
    id          = "share"
    label       = "Percentage of the requests that were told to come back"
    expression  = "IF(FILL(requests, 0) > 0, 100 * FILL(unready, 0) / requests, 0)"
    return_data = true
  }

  metric_query {
    id = "requests"

    metric {
      namespace   = "AWS/ApiGateway"
      metric_name = "Count"
      stat        = "Sum"
      dimensions  = { ApiId = aws_apigatewayv2_api.this.id }
      period      = 300
    }
  }

  metric_query {
    id = "unready"

    metric {
      namespace   = local.metrics
      metric_name = "unready"
      stat        = "Sum"
      period      = 300
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "${var.name}-api-latency"
  alarm_description   = "One answer in ten comes close to the 30 seconds that an API may take, for longer than an encoder takes to start."
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  dimensions          = { ApiId = aws_apigatewayv2_api.this.id }
  extended_statistic  = "p90"
  period              = 300
  evaluation_periods  = 6
  threshold           = 25000
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
