locals {
  target = {
    LoadBalancer = var.balancer.metric_name
    TargetGroup  = aws_lb_target_group.this.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "faults" {
  alarm_name          = "${local.name}-faults"
  alarm_description   = "${local.name} answers with 5xx for longer than a start takes: faults of ours, not the caller's."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  dimensions          = local.target
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = ceil(var.start_seconds / 60) + 10 # 503 is among them, which is by design while an encoder starts
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  alarm_name          = "${local.name}-unhealthy"
  alarm_description   = "A container of ${local.name} is not ready for longer than a start takes."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  dimensions          = local.target
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = ceil(var.start_seconds / 60) + 2
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}
