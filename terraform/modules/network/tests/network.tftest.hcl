# The network against mocked AWS: addresses, and no way out.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  name               = "dynrefer-test"
  availability_zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  bucket_arns        = ["arn:aws:s3:::bucket"]
  kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/1"
}

run "every_zone_has_its_private_subnet" {
  command = plan

  assert {
    condition = { for zone, subnet in aws_subnet.private : zone => subnet.cidr_block } == {
      eu-central-1a = "10.42.0.0/20"
      eu-central-1b = "10.42.16.0/20"
      eu-central-1c = "10.42.32.0/20"
    }
    error_message = "The subnets do not follow the zones."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.private : !subnet.map_public_ip_on_launch])
    error_message = "A subnet gives out public addresses."
  }
}

run "a_zone_more_moves_nobody" {
  command = plan

  variables {
    availability_zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c", "eu-central-1d"]
  }

  assert {
    condition     = aws_subnet.private["eu-central-1c"].cidr_block == "10.42.32.0/20"
    error_message = "A subnet moved."
  }
}

run "refuses_one_zone" {
  command = plan

  variables {
    availability_zones = ["eu-central-1a"]
  }

  expect_failures = [var.availability_zones]
}

run "refuses_a_network_without_room" {
  command = plan

  variables {
    cidr = "10.42.0.0/24"
  }

  expect_failures = [var.cidr]
}
