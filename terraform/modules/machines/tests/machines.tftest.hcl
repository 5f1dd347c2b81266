# The GPU machines against mocked AWS: how many, how they are called, how old they get, what is refused.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  name              = "dynrefer-test"
  tasks             = { minimum = 0, maximum = 2 }
  cluster           = { arn = "arn:aws:ecs:eu-central-1:123456789012:cluster/dynrefer-test", name = "dynrefer-test" }
  subnet_ids        = ["subnet-1", "subnet-2"]
  security_group_id = "sg-2"
}

run "sleep_and_have_room_for_a_release" {
  command = plan

  assert {
    condition     = aws_autoscaling_group.gpu.min_size == 0 && aws_autoscaling_group.gpu.max_size == 3
    error_message = "They do not go down to nothing, or a release has no machine to start on beside what runs."
  }

  assert {
    condition     = aws_autoscaling_group.gpu.max_instance_lifetime == 1209600
    error_message = "A machine that is always there is never patched."
  }
}

run "carry_the_tags_that_costs_are_found_by" {
  command = plan

  override_data {
    target = data.aws_default_tags.this
    values = { tags = { Project = "dynrefer" } }
  }

  assert {
    condition     = [for spec in aws_launch_template.gpu.tag_specifications : "${spec.resource_type} ${spec.tags.Project}"] == ["instance dynrefer", "volume dynrefer"]
    error_message = "The largest cost has no tag."
  }
}

run "refuses_a_machine_without_a_gpu" {
  command = plan

  variables {
    instance_types = ["g6.xlarge", "m7i.large"]
  }

  expect_failures = [var.instance_types]
}

run "refuses_a_disk_that_the_system_fills" {
  command = plan

  variables {
    disk_gb = 30
  }

  expect_failures = [var.disk_gb]
}
