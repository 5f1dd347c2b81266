# The whole system against mocked AWS: what is made, how it is named, what the parts are told, what is refused.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

variables {
  name   = "dynrefer-test"
  domain = { name = "dynrefer.example.org", zone_id = "Z0123456789" }

  artefacts = {
    views_zip     = "README.md" # any file will do: it is only hashed
    model_card    = "README.md" # any file will do: it is only passed on
    decode_image  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/decode@sha256:0000000000000000000000000000000000000000000000000000000000000001"
    encode_image  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/encode@sha256:0000000000000000000000000000000000000000000000000000000000000002"
    gateway_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/gateway@sha256:0000000000000000000000000000000000000000000000000000000000000003"
  }
}

run "every_task_is_a_function" {
  command = plan

  assert {
    condition = output.functions == {
      views      = "dynrefer-test-views"
      uploads    = "dynrefer-test-uploads"
      collect    = "dynrefer-test-collect"
      giveup     = "dynrefer-test-giveup"
      tags       = "dynrefer-test-tags"
      category   = "dynrefer-test-category"
      attributes = "dynrefer-test-attributes"
      caption    = "dynrefer-test-caption"
    }
    error_message = "The functions are not those of the tasks."
  }

  assert {
    condition     = output.bucket == "dynrefer-test-123456789012"
    error_message = "The bucket's name does not carry the account."
  }

  assert {
    condition     = output.api_url == "https://dynrefer.example.org"
    error_message = "The API is not under its name."
  }
}

run "the_gateway_knows_every_function" {
  command = plan

  assert {
    condition = toset(keys(local.gateway_environment)) == toset([
      "DYNREFER_ACCESS_OPEN",
      "DYNREFER_ENCODE_URL",
      "DYNREFER_FUNCTIONS_ATTRIBUTES",
      "DYNREFER_FUNCTIONS_CAPTION",
      "DYNREFER_FUNCTIONS_CATEGORY",
      "DYNREFER_FUNCTIONS_TAGS",
      "DYNREFER_FUNCTIONS_VIEWS",
      "DYNREFER_STORE_KIND",
      "DYNREFER_STORE_S3_BUCKET",
    ])
    error_message = "The gateway is told something else."
  }

  assert {
    condition     = local.gateway_environment.DYNREFER_ENCODE_URL == "https://encode.dynrefer.example.org"
    error_message = "The encode service is not where its name resolves."
  }
}

run "a_new_task_is_one_entry" {
  command = plan

  variables {
    tasks = { tags = {}, colours = {} }
  }

  assert {
    condition = output.functions == {
      views   = "dynrefer-test-views"
      uploads = "dynrefer-test-uploads"
      collect = "dynrefer-test-collect"
      giveup  = "dynrefer-test-giveup"
      tags    = "dynrefer-test-tags"
      colours = "dynrefer-test-colours"
    }
    error_message = "The entry did not become a function."
  }

  assert {
    condition     = contains(keys(local.gateway_environment), "DYNREFER_FUNCTIONS_COLOURS")
    error_message = "The gateway does not know the new function."
  }
}

run "each_part_reaches_its_own_prefixes" {
  command = plan

  assert {
    condition = local.decode_permissions == [
      { actions = ["s3:ListBucket"], resources = ["arn:aws:s3:::dynrefer-test-123456789012"] },
      {
        actions = ["s3:GetObject"]
        resources = [
          "arn:aws:s3:::dynrefer-test-123456789012/answers/*",
          "arn:aws:s3:::dynrefer-test-123456789012/representations/*",
        ]
      },
      { actions = ["s3:PutObject"], resources = ["arn:aws:s3:::dynrefer-test-123456789012/answers/*"] },
      {
        actions = ["s3:DeleteObject"]
        resources = [
          "arn:aws:s3:::dynrefer-test-123456789012/answers/*",
          "arn:aws:s3:::dynrefer-test-123456789012/representations/*",
        ]
      },
    ]
    error_message = "A decoder may do more or less than read representations, write answers and remove what is damaged."
  }

  assert {
    condition = alltrue([
      for permission in local.encode_permissions :
      !strcontains(jsonencode(permission.resources), "answers") || !contains(permission.actions, "s3:PutObject")
    ])
    error_message = "The encoder may look whether a job has its answer, and not write one."
  }
}

run "the_gateway_may_be_a_function" {
  command = plan

  variables {
    gateway = { runs_as = "function" }

    artefacts = {
      views_zip    = "README.md"
      model_card   = "README.md"
      decode_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/decode@sha256:0000000000000000000000000000000000000000000000000000000000000001"
      encode_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dynrefer/encode@sha256:0000000000000000000000000000000000000000000000000000000000000002"
      gateway_zip  = "README.md"
    }
  }

  assert {
    condition     = output.functions.gateway == "dynrefer-test-gateway"
    error_message = "The gateway is no function."
  }

  assert {
    condition     = length(module.gateway) == 0
    error_message = "A container waits beside the function."
  }
}

run "refuses_a_gateway_without_its_package" {
  command = plan

  variables {
    gateway = { runs_as = "function" }
  }

  expect_failures = [var.artefacts]
}

run "refuses_another_kind_of_gateway" {
  command = plan

  variables {
    gateway = { runs_as = "cluster" }
  }

  expect_failures = [var.gateway]
}

run "an_upload_of_several_images_goes_back_to_its_own_queue" {
  command = plan

  assert {
    condition     = contains(keys(local.uploads_environment), "DYNREFER_QUEUES_UPLOADS") && contains(local.uploads_permissions, local.send_parts)
    error_message = "The function cannot send the parts."
  }
}

run "a_job_that_a_release_overtook_starts_again" {
  command = plan

  assert {
    condition     = contains(keys(local.collect_environment), "DYNREFER_QUEUES_UPLOADS") && contains(local.collect_permissions, local.send_parts)
    error_message = "The function cannot send the job back."
  }
}

run "encoder_and_decoders_compute_alike" {
  command = plan

  assert {
    condition     = local.model_environment == { DYNREFER_PRECISION = "fp32" }
    error_message = "The precision is left to the machines."
  }
}

run "refuses_another_precision" {
  command = plan

  variables {
    artefacts = {
      views_zip     = "README.md"
      model_card    = "README.md"
      decode_image  = "repository/decode@sha256:1"
      encode_image  = "repository/encode@sha256:1"
      gateway_image = "repository/gateway@sha256:1"
      precision     = "fp16"
    }
  }

  expect_failures = [var.artefacts]
}

run "further_image_buckets_are_named_and_readable" {
  command = plan

  variables {
    image_buckets = ["photos"]
  }

  assert {
    condition     = local.gateway_environment.DYNREFER_GATEWAY_IMAGE_BUCKETS == "photos"
    error_message = "The gateway does not know the bucket."
  }

  assert {
    condition     = contains(local.gateway_permissions, { actions = ["s3:GetObject"], resources = ["arn:aws:s3:::photos/*"] })
    error_message = "The gateway may not read the bucket."
  }
}

run "missing_images_are_missed_and_keys_are_used" {
  command = plan

  variables {
    image_buckets     = ["photos"]
    image_bucket_keys = ["arn:aws:kms:eu-central-1:123456789012:key/photos"]
  }

  assert {
    condition     = contains(local.gateway_permissions, { actions = ["s3:ListBucket"], resources = ["arn:aws:s3:::photos"] })
    error_message = "A missing image would read as a store that is away."
  }

  assert {
    condition     = contains(local.gateway_permissions, { actions = ["kms:Decrypt"], resources = ["arn:aws:kms:eu-central-1:123456789012:key/photos"] })
    error_message = "An encrypted image cannot be read."
  }
}

run "every_dead_letter_is_answered" {
  command = plan

  assert {
    condition     = toset(keys(local.dead_letters)) == toset(["encode", "encoded", "uploads"]) && length(local.giveup_permissions) == length(local.store_permissions.giveup) + 1
    error_message = "A job could end without a word."
  }
}

run "a_new_account_shares_its_ten_calls" {
  command = plan

  assert {
    condition     = local.step_concurrency == 2
    error_message = "The steps of jobs take what their decoders need."
  }
}

run "refuses_more_calls_than_the_account_has" {
  command = plan

  variables {
    views = { reserved_concurrency = 20 }
  }

  expect_failures = [var.account_concurrency]
}

run "refuses_uploads_that_go_before_their_messages" {
  command = plan

  variables {
    retention_days = { uploads = 1 }
  }

  expect_failures = [var.retention_days]
}

run "refuses_a_name_that_balancers_cannot_have" {
  command = plan

  variables {
    name = "a-name-that-is-far-too-long-for-it"
  }

  expect_failures = [var.name]
}

run "refuses_no_tasks" {
  command = plan

  variables {
    tasks = {}
  }

  expect_failures = [var.tasks]
}
