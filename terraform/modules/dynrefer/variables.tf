variable "name" {
  description = "Prefix of every name: the system and its environment."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", var.name))
    error_message = "The name must be 3 to 24 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."
  }
}

variable "domain" {
  description = "Name under which the API is called, and the id of the public Route 53 zone that it lies in."
  type        = object({ name = string, zone_id = string })
}

variable "availability_zones" {
  description = "Availability zones to run in, two at least. By default the first of the region, as many as zone_count says."
  type        = list(string)
  default     = []
}

variable "zone_count" {
  description = "Number of the region's zones to run in, where they are not named."
  type        = number
  default     = 2
}

variable "cidr" {
  description = "Addresses of the network."
  type        = string
  default     = "10.42.0.0/16"
}

variable "artefacts" {
  description = "What runs: on this machine the zip of the functions views, uploads and collect, and the weights' model.json; the images by their digests; of the gateway its image or its zip, as it runs; the weights' size, which memory follows."
  type = object({
    views_zip     = string
    model_card    = string
    decode_image  = string
    encode_image  = string
    gateway_image = optional(string)
    gateway_zip   = optional(string)
    weights_mb    = optional(number, 64)
    precision     = optional(string, "fp32")
  })

  validation {
    condition     = contains(["fp32", "bf16"], var.artefacts.precision)
    error_message = "The precision is fp32 or bf16: the same for the encoder and the decoders, whatever their processors are best at."
  }

  validation {
    condition     = (var.gateway.runs_as == "function" ? var.artefacts.gateway_zip : var.artefacts.gateway_image) != null
    error_message = "A gateway that runs as a container needs gateway_image, one that runs as a function gateway_zip."
  }

  validation {
    condition     = var.artefacts.weights_mb > 0 && var.artefacts.weights_mb <= 7372
    error_message = "Weights of more than 7372 MB fit no Lambda function: with its libraries the image would end above 10 GB, or the memory above 10240 MB. Use a smaller model, or run decoders outside of this module."
  }
}

variable "views" {
  description = "Size of the views function."
  type = object({
    memory_mb            = optional(number, 1769)
    timeout_seconds      = optional(number, 30)
    reserved_concurrency = optional(number, -1)
  })
  default = {}
}

variable "uploads" {
  description = "Size of the function that takes uploads to the encoder's queue."
  type = object({
    memory_mb            = optional(number, 1769)
    timeout_seconds      = optional(number, 60)
    reserved_concurrency = optional(number, -1)
  })
  default = {}
}

variable "collect" {
  description = "Size of the function that answers encoded jobs; it waits for the decoders, so give it more time than they have."
  type = object({
    memory_mb            = optional(number, 1769)
    timeout_seconds      = optional(number, 180)
    reserved_concurrency = optional(number, -1)
  })
  default = {}
}

variable "job_attempts" {
  description = "Deliveries of a job to a step before its failure becomes its answer and the message goes to the dead letters."
  type        = number
  default     = 5
}

variable "tasks" {
  description = "The tasks, by the name that the code exports, and the size of each one's function. Its memory follows the weights."
  type = map(object({
    memory_mb            = optional(number)
    timeout_seconds      = optional(number, 30)
    temporary_storage_mb = optional(number, 1024)
    reserved_concurrency = optional(number, -1)
  }))
  default = {
    tags       = {}
    category   = {}
    attributes = {}
    caption    = { timeout_seconds = 60 }
  }

  validation {
    condition     = length(var.tasks) > 0 && alltrue([for task in keys(var.tasks) : can(regex("^[a-z][a-z0-9-]*$", task))])
    error_message = "Name one task at least, in lower-case letters, digits and hyphens, as the code exports it."
  }
}

variable "account_concurrency" {
  description = "Calls of Lambda functions that the account may have at once, a service quota: 10 in a new account, 1000 later."
  type        = number
  default     = 10

  validation {
    condition     = var.account_concurrency >= 10
    error_message = "No account has less than 10."
  }

  validation {
    condition = sum(concat([0], [
      for share in concat([var.views, var.uploads, var.collect, var.gateway], values(var.tasks)) : max(share.reserved_concurrency, 0)
    ])) <= max(0, var.account_concurrency - 100)
    error_message = "The functions reserve more calls than the account has: Lambda keeps 100 for those that reserve none, so only what is above can be given out. Ask for a higher quota, or reserve less (-1)."
  }
}

variable "encoder" {
  description = "Size of the encode service: on a GPU or on processors, how many, and how much work each is expected to carry."
  type = object({
    gpu                          = optional(bool, true)
    instance_types               = optional(list(string), ["g6.xlarge", "g5.xlarge", "g4dn.xlarge"])
    on_demand_percent            = optional(number, 100)
    minimum_tasks                = optional(number, 0)
    maximum_tasks                = optional(number, 2)
    backlog_per_task             = optional(number, 20)
    requests_per_minute_per_task = optional(number, 120)
    idle_seconds                 = optional(number, 600)
  })
  default = {}
}

variable "gateway" {
  description = "How the gateway runs: as a container, which streams and takes tasks, or as a function, which sleeps when nobody asks and takes a concurrency."
  type = object({
    runs_as              = optional(string, "container")
    cpu                  = optional(number, 1024)
    memory_mb            = optional(number, 2048)
    minimum_tasks        = optional(number, 1)
    maximum_tasks        = optional(number, 4)
    reserved_concurrency = optional(number, -1)
  })
  default = {}

  validation {
    condition     = contains(["container", "function"], var.gateway.runs_as)
    error_message = "The gateway runs as a container or as a function."
  }
}

variable "image_buckets" {
  description = "Further S3 buckets of this account's region that images may be named in, as s3://bucket/key."
  type        = set(string)
  default     = []
}

variable "image_bucket_keys" {
  description = "ARNs of the KMS keys that those buckets are encrypted with, where it is not S3's own."
  type        = set(string)
  default     = []
}

variable "jwt" {
  description = "Whose tokens let a caller in, for which audiences and, if named, with which scopes. Without it callers sign as AWS principals of this account."
  type        = object({ issuer = string, audiences = list(string), scopes = optional(list(string)) })
  default     = null
}

variable "cors_origins" {
  description = "Web origins whose pages may call; none by default."
  type        = list(string)
  default     = []
}

variable "throttle" {
  description = "Requests per second over all callers, and how many may come at once."
  type        = object({ requests_per_second = number, burst = number })
  default     = { requests_per_second = 20, burst = 40 }
}

variable "retention_days" {
  description = "Days that objects are kept, by the first segment of their key. A prefix that is not named is kept."
  type        = map(number)

  validation {
    condition     = alltrue([for prefix in ["uploads", "jobs", "images", "views", "embeddings", "representations"] : lookup(var.retention_days, prefix, 5) >= 5])
    error_message = "What a job needs must outlive its message, which a queue keeps for 4 days: 5 days at least."
  }

  default = {
    uploads         = 7
    jobs            = 7
    images          = 30
    views           = 7
    embeddings      = 30
    representations = 30
    answers         = 90
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 30
}

variable "alarm_emails" {
  description = "Addresses that alarms are sent to."
  type        = set(string)
  default     = []
}

variable "trace_rate" {
  description = "Share of the calls that is traced."
  type        = number
  default     = 0.05
}

variable "disposable" {
  description = "Whether the environment may be destroyed with everything in it."
  type        = bool
  default     = false
}
