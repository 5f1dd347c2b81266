# Two movements. Waking: with no task there is nothing to divide the backlog by, so any work starts the first one.
# Following: from one task on, as many as keep each one's share of the work at its target, down to the minimum.

resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = module.service.scaling_id
  min_capacity       = var.tasks.minimum
  max_capacity       = var.tasks.maximum
}

locals {
  running  = { ClusterName = var.cluster.name, ServiceName = module.service.name }
  queue    = { QueueName = module.queue.name }
  requests = { LoadBalancer = var.balancer.metric_name, TargetGroup = module.service.target_metric_name }

  load = join(" ", [
    "((FILL(waiting, 0) + FILL(in_work, 0)) / ${var.backlog_per_task}",
    "+ FILL(requests, 0) / ${var.requests_per_minute_per_task})",
    "/ IF(FILL(tasks, 0) > 1, FILL(tasks, 0), 1)",
  ])

  # What both movements read. Messages in work count too: a task that works on the last one is not idle.
  metrics = {
    waiting  = { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", stat = "Average", dimensions = local.queue }
    in_work  = { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesNotVisible", stat = "Average", dimensions = local.queue }
    requests = { namespace = "AWS/ApplicationELB", name = "RequestCount", stat = "Sum", dimensions = local.requests }
    tasks    = { namespace = "ECS/ContainerInsights", name = "RunningTaskCount", stat = "Average", dimensions = local.running }
  }

  # Requests to a target group without targets are counted nowhere but in the balancer's own 503s, which a gateway without
  # tasks causes, too.
  refused = length(var.gateway_target_metric_names) == 0 ? "FILL(refused, 0)" : "IF(FILL(gateway, 0) > 0, FILL(refused, 0), 0)"

  # Not the running ones: a task that is on its way is wanted already, and its start takes longer than a cooldown.
  wake_metrics = merge(
    {
      wanted  = { namespace = "ECS/ContainerInsights", name = "DesiredTaskCount", stat = "Maximum", dimensions = local.running }
      waiting = local.metrics.waiting
      refused = {
        namespace  = "AWS/ApplicationELB"
        name       = "HTTPCode_ELB_503_Count"
        stat       = "Sum"
        dimensions = { LoadBalancer = var.balancer.metric_name }
      }
    },
    {
      for name in var.gateway_target_metric_names : "gateway" => {
        namespace  = "AWS/ApplicationELB"
        name       = "HealthyHostCount"
        stat       = "Maximum"
        dimensions = { LoadBalancer = var.balancer.metric_name, TargetGroup = name }
      }
    },
  )
}

resource "aws_appautoscaling_policy" "follow" {
  name               = "${local.name}-follow"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 1
    scale_out_cooldown = 60
    scale_in_cooldown  = var.idle_seconds

    customized_metric_specification {
      dynamic "metrics" {
        for_each = local.metrics

        content {
          id          = metrics.key
          return_data = false

          metric_stat {
            stat = metrics.value.stat

            metric {
              namespace   = metrics.value.namespace
              metric_name = metrics.value.name

              dynamic "dimensions" {
                for_each = metrics.value.dimensions

                content {
                  name  = dimensions.key
                  value = dimensions.value
                }
              }
            }
          }
        }
      }

      metrics {
        id          = "load"
        label       = "Share of the work per task; 1 is a full one"
        return_data = true
        expression  = local.load
      }
    }
  }
}

resource "aws_appautoscaling_policy" "wake" {
  name               = "${local.name}-wake"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  step_scaling_policy_configuration {
    adjustment_type = "ChangeInCapacity"
    cooldown        = 300

    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = 1
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "wake" {
  alarm_name          = "${local.name}-wake"
  alarm_description   = "There is work for ${local.name} and nobody to do it: starts the first task."
  evaluation_periods  = 3
  datapoints_to_alarm = 2 # one minute's metric that comes late reads as nobody wanted
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.wake.arn]

  metric_query {
    id          = "wake"
    label       = "Work while no task is wanted"
    expression  = "IF(FILL(wanted, 0) > 0, 0, IF(FILL(waiting, 0) + ${local.refused} > 0, 1, 0))"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.wake_metrics

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        stat        = metric_query.value.stat
        dimensions  = metric_query.value.dimensions
        period      = 60
      }
    }
  }
}

# No quota, no machine left, an image that does not start: work waits for a task that does not come.
resource "aws_cloudwatch_metric_alarm" "missing" {
  alarm_name          = "${local.name}-missing"
  alarm_description   = "A task of ${local.name} is wanted and does not run, for longer than a machine and its start take."
  evaluation_periods  = ceil(var.start_seconds / 60) + 10
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]

  metric_query {
    id          = "missing"
    label       = "Tasks that are wanted and do not run"
    expression  = "FILL(wanted, 0) - FILL(tasks, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { wanted = local.wake_metrics.wanted, tasks = local.metrics.tasks }

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        stat        = metric_query.value.stat
        dimensions  = metric_query.value.dimensions
        period      = 60
      }
    }
  }
}
