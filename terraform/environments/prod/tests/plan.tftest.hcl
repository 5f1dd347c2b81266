# This environment against mocked AWS: every way that a reader would plan it.

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
    weights_mb    = 38
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

  assert {
    condition     = output.sizes.decoders_mb == { attributes = 1769, caption = 1769, category = 1769, tags = 1769 }
    error_message = "The functions have more memory than the weights need."
  }

  assert {
    condition     = output.sizes.callers == "AWS_IAM"
    error_message = "Callers do not sign."
  }
}

run "callers_with_tokens" {
  command = plan

  variables {
    jwt = { issuer = "https://issuer.example.org", audiences = ["dynrefer"], scopes = ["refer"] }
  }

  assert {
    condition     = output.sizes.callers == "JWT"
    error_message = "Callers do not show tokens."
  }
}

run "the_gateway_as_a_function" {
  command = plan

  variables {
    gateway_runs_as = "function"

    artefacts = {
      views_zip    = "README.md"
      model_card   = "README.md"
      decode_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/decode@sha256:0000000000000000000000000000000000000000000000000000000000000001"
      encode_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/encode@sha256:0000000000000000000000000000000000000000000000000000000000000002"
      gateway_zip  = "README.md"
    }
  }

  assert {
    condition     = output.sizes.gateway == "function"
    error_message = "The gateway runs otherwise."
  }
}

run "with_a_gpu" {
  command = plan

  variables {
    gpu = true
  }

  assert {
    condition     = output.sizes.encoder == { gpu = true, tasks = { minimum = 1, maximum = 8 } }
    error_message = "The encoder has no GPU."
  }
}

run "without_a_gpu" {
  command = plan

  variables {
    gpu = false
  }

  assert {
    condition     = output.sizes.encoder == { gpu = false, tasks = { minimum = 1, maximum = 8 } }
    error_message = "The encoder has a GPU."
  }
}

run "in_another_region" {
  command = plan

  variables {
    region = "us-west-1"
  }

  override_data {
    target = module.dynrefer.data.aws_availability_zones.available
    values = { names = ["us-west-1a", "us-west-1c"] }
  }

  assert {
    condition     = output.sizes.zones == tolist(["us-west-1a", "us-west-1c"])
    error_message = "The zones are not the region's."
  }
}

# The release after the first: everything that runs is replaced by its digest, nothing is renamed.
run "the_next_release" {
  command = plan

  variables {
    artefacts = {
      views_zip     = "main.tf"
      model_card    = "main.tf"
      decode_image  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/decode@sha256:0000000000000000000000000000000000000000000000000000000000000004"
      encode_image  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/encode@sha256:0000000000000000000000000000000000000000000000000000000000000005"
      gateway_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/gateway@sha256:0000000000000000000000000000000000000000000000000000000000000006"
      weights_mb    = 2000
    }
  }

  assert {
    condition     = output.bucket == run.plans.bucket && output.functions == run.plans.functions
    error_message = "A release moved what callers and jobs in work rely on."
  }

  assert {
    condition     = output.sizes.decoders_mb.tags == 3524
    error_message = "The memory did not follow the weights."
  }
}

run "refuses_weights_that_fit_no_function" {
  command = plan

  variables {
    artefacts = {
      views_zip     = "README.md"
      model_card    = "README.md"
      decode_image  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/decode@sha256:0000000000000000000000000000000000000000000000000000000000000001"
      encode_image  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/encode@sha256:0000000000000000000000000000000000000000000000000000000000000002"
      gateway_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/gateway@sha256:0000000000000000000000000000000000000000000000000000000000000003"
      weights_mb    = 15591
    }
  }

  expect_failures = [var.artefacts]
}
