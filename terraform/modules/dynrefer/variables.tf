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
  description = "Availability zones to run in, two at least."
  type        = list(string)
}

variable "cidr" {
  description = "Addresses of the network."
  type        = string
  default     = "10.42.0.0/16"
}

variable "artefacts" {
  description = "What runs: on this machine the zip of the functions views, uploads and collect, and the weights' model.json; the images by their digests; of the gateway its image or its zip, as it runs."
  type = object({
    views_zip     = string
    model_card    = string
    decode_image  = string
    encode_image  = string
    gateway_image = optional(string)
    gateway_zip   = optional(string)
  })

  validation {
    condition     = (var.gateway.runs_as == "function" ? var.artefacts.gateway_zip : var.artefacts.gateway_image) != null
    error_message = "A gateway that runs as a container needs gateway_image, one that runs as a function gateway_zip."
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
  description = "The tasks, by the name that the code exports, and the size of each one's function."
  type = map(object({
    memory_mb            = optional(number, 3538)
    timeout_seconds      = optional(number, 30)
    temporary_storage_mb = optional(number, 1024)
    reserved_concurrency = optional(number, -1)
  }))
  default = {
    tags       = {}
    category   = {}
    attributes = {}
    caption    = { memory_mb = 10240, timeout_seconds = 60 }
  }

  validation {
    condition     = length(var.tasks) > 0 && alltrue([for task in keys(var.tasks) : can(regex("^[a-z][a-z0-9-]*$", task))])
    error_message = "Name one task at least, in lower-case letters, digits and hyphens, as the code exports it."
  }
}

variable "encoder" {
  description = "Size of the encode service: its GPU machines, how many, and how much work each is expected to carry."
  type = object({
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

variable "jwt" {
  description = "Whose tokens let a caller in, and for which audiences. Without it callers sign as AWS principals of this account."
  type        = object({ issuer = string, audiences = list(string) })
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
