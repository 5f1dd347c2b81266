locals {
  alarms = {
    errors = {
      metric    = "Errors"
      statistic = "Sum"
      threshold = 0
      meaning   = "fails: not a refusal, which is an answer, but a fault"
    }
    throttles = {
      metric    = "Throttles"
      statistic = "Sum"
      threshold = 0
      meaning   = "gets more calls than its concurrency allows"
    }
    duration = {
      metric    = "Duration"
      extended  = "p90"
      threshold = var.timeout_seconds * 1000 * 0.8
      meaning   = "comes close to its timeout in one of ten calls"
    }
    dead-letter-errors = {
      metric    = "DeadLetterErrors"
      statistic = "Sum"
      threshold = 0
      meaning   = "lost an event: not even the dead-letter queue took it"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${var.name} ${each.value.meaning}."
  namespace           = "AWS/Lambda"
  metric_name         = each.value.metric
  dimensions          = { FunctionName = aws_lambda_function.this.function_name }
  statistic           = try(each.value.statistic, null)
  extended_statistic  = try(each.value.extended, null)
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 2
  threshold           = each.value.threshold
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "dead" {
  alarm_name          = "${var.name}-dead"
  alarm_description   = "An event for ${var.name} was given up after its attempts."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
