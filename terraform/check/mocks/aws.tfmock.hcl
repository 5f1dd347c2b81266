# What AWS answers in tests, where the code looks at the answer.

mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws" }
}

mock_data "aws_region" {
  defaults = { region = "eu-central-1" }
}

mock_data "aws_iam_policy_document" {
  defaults = { json = "{}" }
}

mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::dynrefer-test-123456789012" }
}

mock_resource "aws_acm_certificate" {
  defaults = {
    domain_validation_options = [{
      domain_name           = "dynrefer.example.org"
      resource_record_name  = "_proof.dynrefer.example.org"
      resource_record_type  = "CNAME"
      resource_record_value = "_proof.validation.example"
    }]
  }
}

mock_resource "aws_sqs_queue" {
  defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:queue" }
}

mock_data "aws_availability_zones" {
  defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
}

mock_data "aws_route53_zone" {
  defaults = { zone_id = "Z0123456789" }
}
