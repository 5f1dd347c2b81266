# One function against mocked AWS: both kinds of artefact, the queue, and what is refused.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  name            = "dynrefer-test-tags"
  description     = "A test"
  artefact        = { zip = "README.md" } # any file will do: it is only hashed
  network         = { subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"] }
  kms_key_arn     = "arn:aws:kms:eu-central-1:123456789012:key/1"
  alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:alarms"
}

run "a_zip_has_a_handler_and_a_snapshot" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.package_type == "Zip" && aws_lambda_function.this.handler == "io.dynrefer.functions.aws.FunctionEntry::handleRequest"
    error_message = "A zip runs by its handler."
  }

  assert {
    condition     = aws_lambda_function.this.snap_start[0].apply_on == "PublishedVersions"
    error_message = "A zip starts from a snapshot."
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.queue) == 0
    error_message = "Nothing was to be consumed."
  }

  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset(["dead-letter-errors", "duration", "errors", "throttles"])
    error_message = "An alarm is missing."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["duration"].threshold == 24000
    error_message = "The alarm on the duration does not follow the timeout."
  }
}

run "an_image_starts_cold" {
  command = plan

  variables {
    artefact = { image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/decode@sha256:0000000000000000000000000000000000000000000000000000000000000001" }
  }

  assert {
    condition     = aws_lambda_function.this.package_type == "Image" && length(aws_lambda_function.this.snap_start) == 0
    error_message = "An image has no snapshot."
  }
}

run "a_queue_reports_single_failures" {
  command = plan

  variables {
    queues = { work = { arn = "arn:aws:sqs:eu-central-1:123456789012:work" } }
  }

  assert {
    condition     = contains(aws_lambda_event_source_mapping.queue["work"].function_response_types, "ReportBatchItemFailures")
    error_message = "One bad message would bring its batch back."
  }
}

run "refuses_both_artefacts" {
  command = plan

  variables {
    artefact = { zip = "README.md", image = "registry/decode@sha256:0000000000000000000000000000000000000000000000000000000000000001" }
  }

  expect_failures = [var.artefact]
}

run "refuses_a_tag" {
  command = plan

  variables {
    artefact = { image = "registry/decode:latest" }
  }

  expect_failures = [var.artefact]
}

run "refuses_a_wildcard_permission" {
  command = plan

  variables {
    permissions = [{ actions = ["s3:*"], resources = ["arn:aws:s3:::bucket/*"] }]
  }

  expect_failures = [var.permissions]
}

run "refuses_a_permission_on_everything" {
  command = plan

  variables {
    permissions = [{ actions = ["s3:GetObject"], resources = ["*"] }]
  }

  expect_failures = [var.permissions]
}
