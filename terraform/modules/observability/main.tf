# Where alarms go, what the traces sample, and one page that shows the way of a request.

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  region = data.aws_region.current.region
}

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  kms_master_key_id = var.kms_key_arn
}

data "aws_iam_policy_document" "alarms" {
  statement {
    sid       = "Alarms"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

resource "aws_sns_topic_subscription" "email" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.key
}

resource "aws_xray_group" "this" {
  group_name        = var.name
  filter_expression = "service(begins_with(\"${var.name}-\"))"
}

resource "aws_xray_sampling_rule" "this" {
  rule_name      = var.name
  priority       = 1000
  version        = 1
  reservoir_size = 1
  fixed_rate     = var.trace_rate
  service_name   = "${var.name}-*"
  service_type   = "*"
  resource_arn   = "*"
  host           = "*"
  http_method    = "*"
  url_path       = "*"
}

locals {
  lambda = "AWS/Lambda"
  sqs    = "AWS/SQS"

  widgets = [
    {
      title = "Requests"
      view  = "timeSeries"
      metrics = [
        ["AWS/ApiGateway", "Count", "ApiId", var.api_id, { stat = "Sum" }],
        ["AWS/ApiGateway", "4xx", "ApiId", var.api_id, { stat = "Sum" }],
        ["AWS/ApiGateway", "5xx", "ApiId", var.api_id, { stat = "Sum" }],
      ]
    },
    {
      title = "Time to an answer (ms)"
      view  = "timeSeries"
      metrics = [
        for stat in ["p50", "p90", "p99"] : ["AWS/ApiGateway", "Latency", "ApiId", var.api_id, { stat = stat, label = stat }]
      ]
    },
    {
      title   = "Functions: calls"
      view    = "timeSeries"
      metrics = [for name in var.functions : [local.lambda, "Invocations", "FunctionName", name, { stat = "Sum" }]]
    },
    {
      title   = "Functions: p90 (ms)"
      view    = "timeSeries"
      metrics = [for name in var.functions : [local.lambda, "Duration", "FunctionName", name, { stat = "p90" }]]
    },
    {
      title = "Functions: faults and throttles"
      view  = "timeSeries"
      metrics = concat(
        [for name in var.functions : [local.lambda, "Errors", "FunctionName", name, { stat = "Sum" }]],
        [for name in var.functions : [local.lambda, "Throttles", "FunctionName", name, { stat = "Sum" }]],
      )
    },
    {
      title = "Services: running tasks"
      view  = "timeSeries"
      metrics = [
        for service in var.services :
        ["ECS/ContainerInsights", "RunningTaskCount", "ClusterName", var.cluster_name, "ServiceName", service, { stat = "Average" }]
      ]
    },
    {
      title = "Queues: waiting"
      view  = "timeSeries"
      metrics = [
        for name in var.queues : [local.sqs, "ApproximateNumberOfMessagesVisible", "QueueName", name, { stat = "Maximum" }]
      ]
    },
    {
      title = "Given up"
      view  = "singleValue"
      metrics = [
        for name in var.dead_letter_queues :
        [local.sqs, "ApproximateNumberOfMessagesVisible", "QueueName", name, { stat = "Maximum" }]
      ]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for index, widget in local.widgets : {
        type   = "metric"
        x      = (index % 2) * 12
        y      = floor(index / 2) * 6
        width  = 12
        height = 6

        properties = {
          title   = widget.title
          view    = widget.view
          region  = local.region
          period  = 60
          metrics = widget.metrics
        }
      }
    ]
  })
}
