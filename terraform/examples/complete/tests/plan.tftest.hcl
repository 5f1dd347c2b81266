# The example against mocked AWS: it plans with every input in use.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  zone_name     = "example.org"
  image_buckets = ["photos"]
  alarm_emails  = ["someone@example.org"]
  jwt           = { issuer = "https://issuer.example.org", audiences = ["dynrefer"] }

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
    condition     = endswith(output.api_url, ".example.org")
    error_message = "The API is not in its zone."
  }
}
