# The store against mocked AWS: retention by prefix, events of uploads only, and what is refused.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  name                               = "dynrefer-test"
  uploads_visibility_timeout_seconds = 180
  alarm_topic_arn                    = "arn:aws:sns:eu-central-1:123456789012:alarms"
}

run "each_prefix_has_its_retention" {
  command = plan

  variables {
    retention_days = { uploads = 1, answers = 30 }
  }

  assert {
    condition = {
      for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.filter[0].prefix => rule.expiration[0].days if length(rule.expiration) > 0
    } == { "uploads/" = 1, "answers/" = 30 }
    error_message = "The retention is another."
  }
}

run "only_uploads_wake_somebody" {
  command = plan

  assert {
    condition     = [for queue in aws_s3_bucket_notification.this.queue : queue.filter_prefix] == ["uploads/"]
    error_message = "The functions' own writes would wake them again."
  }
}

run "refuses_a_retention_of_nothing" {
  command = plan

  variables {
    retention_days = { uploads = 0 }
  }

  expect_failures = [var.retention_days]
}

run "refuses_a_prefix_with_a_slash" {
  command = plan

  variables {
    retention_days = { "uploads/" = 1 }
  }

  expect_failures = [var.retention_days]
}
