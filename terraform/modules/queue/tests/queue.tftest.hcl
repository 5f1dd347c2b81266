# One queue against mocked AWS: its alarms, and what is refused.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  name                       = "dynrefer-test-work"
  visibility_timeout_seconds = 600
  alarm_topic_arn            = "arn:aws:sns:eu-central-1:123456789012:alarms"
}

run "two_retries_are_no_alarm" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.age.threshold == 1800
    error_message = "A retry rings."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.dead.metric_name == "NumberOfMessagesReceived"
    error_message = "A dead letter that is answered at once would not ring."
  }
}

run "refuses_one_attempt" {
  command = plan

  variables {
    maximum_receives = 1
  }

  expect_failures = [var.maximum_receives]
}
