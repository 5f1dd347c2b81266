# The encoder against mocked AWS: what it scales by, what its machines are, what is refused.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  name            = "dynrefer-test"
  image           = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/encode@sha256:0000000000000000000000000000000000000000000000000000000000000002"
  environment     = {}
  permissions     = []
  cluster         = { arn = "arn:aws:ecs:eu-central-1:123456789012:cluster/dynrefer-test", name = "dynrefer-test" }
  balancer        = { listener_arn = "arn:listener", security_group_id = "sg-1", metric_name = "app/dynrefer-test/1" }
  host            = "encode.dynrefer.example.org"
  network         = { vpc_id = "vpc-1", subnet_ids = ["subnet-1", "subnet-2"], workload_security_group_id = "sg-2" }
  kms_key_arn     = "arn:aws:kms:eu-central-1:123456789012:key/1"
  alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:alarms"
}

run "sleeps_and_wakes" {
  command = plan

  assert {
    condition     = aws_appautoscaling_target.this.min_capacity == 0
    error_message = "It does not go down to nothing."
  }

  assert {
    condition     = toset([for query in aws_cloudwatch_metric_alarm.wake.metric_query : query.id]) == toset(["wake", "wanted", "waiting", "refused"])
    error_message = "It wakes by something else."
  }
}

run "follows_its_share_of_the_work" {
  command = plan

  variables {
    backlog_per_task             = 7
    requests_per_minute_per_task = 30
  }

  assert {
    condition     = local.load == "((FILL(waiting, 0) + FILL(in_work, 0)) / 7 + FILL(requests, 0) / 30) / IF(FILL(tasks, 0) > 1, FILL(tasks, 0), 1)"
    error_message = "The load is computed otherwise."
  }
}

run "refuses_more_at_least_than_at_most" {
  command = plan

  variables {
    tasks = { minimum = 3, maximum = 2 }
  }

  expect_failures = [var.tasks]
}

run "refuses_a_task_that_carries_nothing" {
  command = plan

  variables {
    backlog_per_task = 0
  }

  expect_failures = [var.backlog_per_task]
}

run "one_message_wakes_one_task" {
  command = plan

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.wake.metric_query : query.expression if query.id == "wake"]) == "IF(FILL(wanted, 0) > 0, 0, IF(FILL(waiting, 0) + FILL(refused, 0) > 0, 1, 0))"
    error_message = "A task that is on its way would be asked for again."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.wake.datapoints_to_alarm == 2
    error_message = "One late metric starts a machine."
  }
}

run "a_gateway_that_is_away_wakes_nobody" {
  command = plan

  variables {
    gateway_target_metric_names = ["targetgroup/gateway/1"]
  }

  assert {
    condition     = strcontains(one([for query in aws_cloudwatch_metric_alarm.wake.metric_query : query.expression if query.id == "wake"]), "IF(FILL(gateway, 0) > 0, FILL(refused, 0), 0)")
    error_message = "The gateway's own refusals start machines."
  }
}

run "without_a_gpu_it_runs_on_fargate" {
  command = plan

  variables {
    gpu        = false
    weights_mb = 6000
  }

  assert {
    condition     = length(module.machines) == 0
    error_message = "A GPU machine is bought."
  }

  assert {
    condition     = local.processor_memory_mb == 11264
    error_message = "The memory does not follow the weights."
  }
}
