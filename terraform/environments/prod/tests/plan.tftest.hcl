# This environment against mocked AWS: it plans, and its outputs are there.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  domain = { name = "prod.example.org", zone_id = "Z0123456789" }

  artefacts = {
    views_zip     = "README.md" # any file will do: it is only hashed
    model_card    = "README.md" # any file will do: it is only passed on
    decode_image  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/decode@sha256:0000000000000000000000000000000000000000000000000000000000000001"
    encode_image  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/encode@sha256:0000000000000000000000000000000000000000000000000000000000000002"
    gateway_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/gateway@sha256:0000000000000000000000000000000000000000000000000000000000000003"
  }
}

run "plans" {
  command = plan

  assert {
    condition     = output.api_url == "https://prod.example.org"
    error_message = "The API is not under its name."
  }

  assert {
    condition     = output.bucket == "dynrefer-prod-123456789012"
    error_message = "The bucket does not carry the environment and the account."
  }
}
