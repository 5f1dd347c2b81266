# What the parts are told, and what they may do. A variable DYNREFER_A_B is the code's property dynrefer.a.b.
# What lies inside an image, such as the weights, the image says itself.

data "aws_partition" "current" {}

data "aws_availability_zones" "available" {
  #checkov:skip=CKV_AWS_394:The first zones by name are taken, so one more changes nothing.
  state = "available"

  # Local zones have no GPU machines and no API endpoints.
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  zones = (
    length(var.availability_zones) > 0
    ? var.availability_zones
    : slice(data.aws_availability_zones.available.names, 0, min(var.zone_count, length(data.aws_availability_zones.available.names)))
  )

  # The weights are mapped, with half as much again to work in; Java, libtorch and one processor are there in any case.
  # 3008 MB is what a new account's functions may have.
  decoder_memory_mb = max(1769, ceil(1.25 * var.artefacts.weights_mb + 1024))

  # Of a new account's ten calls at once, two for each step of jobs leave something for the decoders behind them.
  step_concurrency = max(2, min(50, floor(var.account_concurrency / 20)))

  network = {
    vpc_id                     = module.network.vpc_id
    subnet_ids                 = module.network.subnet_ids
    workload_security_group_id = module.network.workload_security_group_id
  }

  function_network = {
    subnet_ids         = module.network.subnet_ids
    security_group_ids = [module.network.workload_security_group_id]
  }

  gateway_is_function = var.gateway.runs_as == "function"

  gateway_container = {
    host     = module.platform.service_names["gateway"]
    balancer = module.platform.balancer
    network  = local.network
  }

  store_environment = {
    DYNREFER_STORE_KIND      = "s3"
    DYNREFER_STORE_S3_BUCKET = module.storage.bucket
  }

  # Encoder and decoders need the same, so the release says it; by themselves they would look at their processors.
  model_environment = { DYNREFER_PRECISION = var.artefacts.precision }

  decoder_environment = {
    for task, function in module.decode : "DYNREFER_FUNCTIONS_${upper(replace(task, "-", "_"))}" => function.live_arn
  }

  # Both answer jobs, be it with a failure; one needs the way to the encoder, the other the decoders.
  job_environment = merge(
    local.store_environment,
    {
      DYNREFER_MODEL_CARD      = file(var.artefacts.model_card)
      DYNREFER_QUEUES_ATTEMPTS = var.job_attempts
      DYNREFER_NOTIFY_TOPIC    = aws_sns_topic.jobs.arn
    },
  )

  uploads_environment = merge(
    local.job_environment,
    {
      QUARKUS_FUNQY_EXPORT    = "uploads"
      DYNREFER_QUEUES_UPLOADS = module.storage.uploads_queue.url
      DYNREFER_QUEUES_ENCODE  = module.encoder.queue.url
    },
  )

  collect_environment = merge(
    local.job_environment,
    local.decoder_environment,
    {
      QUARKUS_FUNQY_EXPORT    = "collect"
      DYNREFER_QUEUES_UPLOADS = module.storage.uploads_queue.url
    },
  )

  gateway_environment = merge(
    local.store_environment,
    {
      DYNREFER_ACCESS_OPEN     = "true" # The API in front lets in who may.
      DYNREFER_ENCODE_URL      = "https://${module.platform.service_names["encode"]}"
      DYNREFER_FUNCTIONS_VIEWS = module.views.live_arn
    },
    local.decoder_environment,
    length(var.image_buckets) == 0 ? {} : { DYNREFER_GATEWAY_IMAGE_BUCKETS = join(",", var.image_buckets) },
  )
}

locals {
  image_bucket_arns = { for bucket in var.image_buckets : bucket => "arn:${data.aws_partition.current.partition}:s3:::${bucket}" }

  dead_letters = {
    uploads = module.storage.uploads_queue.dead_letter_arn
    encode  = module.encoder.queue.dead_letter_arn
    encoded = module.encoded.dead_letter_arn
  }

  # The store's prefixes, as the code's StoreKeys writes them, and who reads and writes which.
  access = {
    gateway = {
      reads   = ["answers", "forgotten", "images", "jobs", "uploads", "vocabularies"]
      writes  = ["answers", "forgotten", "images", "jobs", "uploads", "vocabularies"]
      deletes = local.prefixes
    }
    views = { reads = ["images", "views"], writes = ["views"], deletes = ["images", "views"] }
    uploads = {
      reads   = ["answers", "forgotten", "images", "jobs", "uploads", "views"]
      writes  = ["answers", "images", "jobs", "views"]
      deletes = local.prefixes
    }
    encode = {
      reads   = ["answers", "embeddings", "forgotten", "images", "jobs", "representations", "uploads", "views"]
      writes  = ["embeddings", "jobs", "representations"]
      deletes = local.prefixes
    }
    collect = {
      reads   = ["answers", "forgotten", "images", "jobs", "uploads"]
      writes  = ["answers", "images", "jobs"]
      deletes = local.prefixes
    }
    giveup = { reads = ["answers", "jobs", "uploads"], writes = ["answers", "jobs"], deletes = ["answers", "jobs"] }
    decode = { reads = ["answers", "representations"], writes = ["answers"], deletes = ["answers", "representations"] }
  }

  # Who works for jobs takes away what it put when its photo was forgotten meanwhile; everybody, what is damaged.
  prefixes = ["answers", "embeddings", "forgotten", "images", "jobs", "representations", "uploads", "views", "vocabularies"]

  store_permissions = {
    for part, access in local.access : part => [
      # Without it a missing object is "forbidden" instead of "not found".
      { actions = ["s3:ListBucket"], resources = [module.storage.bucket_arn] },
      { actions = ["s3:GetObject"], resources = [for prefix in access.reads : "${module.storage.bucket_arn}/${prefix}/*"] },
      { actions = ["s3:PutObject"], resources = [for prefix in access.writes : "${module.storage.bucket_arn}/${prefix}/*"] },
      { actions = ["s3:DeleteObject"], resources = [for prefix in access.deletes : "${module.storage.bucket_arn}/${prefix}/*"] },
    ]
  }

  tell_of_jobs = { actions = ["sns:Publish"], resources = [aws_sns_topic.jobs.arn] }

  # An upload of several images is taken apart into messages of its own queue; a job that a release overtook goes back to it.
  send_parts = { actions = ["sqs:SendMessage"], resources = [module.storage.uploads_queue.arn] }

  send_to_encoder = { actions = ["sqs:SendMessage"], resources = [module.encoder.queue.arn] }

  call_decoders = {
    actions   = ["lambda:InvokeFunction"]
    resources = [for function in module.decode : function.live_arn]
  }

  read_image_buckets = concat(
    [for arn in local.image_bucket_arns : { actions = ["s3:GetObject"], resources = ["${arn}/*"] }],
    # Without it a missing image is "forbidden", which reads as a store that is away.
    [for arn in local.image_bucket_arns : { actions = ["s3:ListBucket"], resources = [arn] }],
    [for key in var.image_bucket_keys : { actions = ["kms:Decrypt"], resources = [key] }],
  )

  # One for each part, not one map of all: the parts call each other, and a map would wait for everybody.
  views_permissions   = local.store_permissions.views
  uploads_permissions = concat(local.store_permissions.uploads, [local.send_parts, local.send_to_encoder, local.tell_of_jobs])
  collect_permissions = concat(local.store_permissions.collect, [local.send_parts, local.call_decoders, local.tell_of_jobs])
  giveup_permissions  = concat(local.store_permissions.giveup, [local.tell_of_jobs])
  decode_permissions  = local.store_permissions.decode

  encode_permissions = concat(
    local.store_permissions.encode,
    [{ actions = ["sqs:SendMessage"], resources = [module.encoded.arn] }],
  )

  gateway_permissions = concat(
    local.store_permissions.gateway,
    [
      local.call_decoders,
      { actions = ["lambda:InvokeFunction"], resources = [module.views.live_arn] },
    ],
    local.read_image_buckets,
  )
}

# What an uploader needs, for whoever runs the deployment to give to its people and roles.
data "aws_iam_policy_document" "uploader" {
  statement {
    sid       = "Upload"
    actions   = ["s3:PutObject"]
    resources = ["${module.storage.bucket_arn}/uploads/*"]
  }

  statement {
    sid       = "ReadAnswers"
    actions   = ["s3:GetObject"]
    resources = ["${module.storage.bucket_arn}/answers/*"]
  }

  # Without it an answer that is not there yet is "forbidden" instead of "not found".
  statement {
    sid       = "MissAnswers"
    actions   = ["s3:ListBucket"]
    resources = [module.storage.bucket_arn]
  }

  statement {
    sid       = "Encryption"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [module.storage.kms_key_arn]
  }
}
