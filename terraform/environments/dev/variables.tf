variable "region" {
  description = "AWS region to run in."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region must be one of AWS's, for example eu-central-1."
  }
}

variable "domain" {
  description = "Name under which the API is called, and the id of the public Route 53 zone that it lies in."
  type        = object({ name = string, zone_id = string })
}

variable "artefacts" {
  description = "The release: the zips and the model card on this machine, the images by their digests, and the size of the weights."
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
    condition     = var.artefacts.weights_mb > 0 && var.artefacts.weights_mb <= 7372
    error_message = "Weights of more than 7372 MB fit no Lambda function: the image would end above 10 GB, or the memory above 10240 MB."
  }
}

variable "jwt" {
  description = "Whose tokens let a caller in, for which audiences and, if named, with which scopes. Without it callers sign as AWS principals of this account."
  type        = object({ issuer = string, audiences = list(string), scopes = optional(list(string)) })
  default     = null
}

variable "gateway_runs_as" {
  description = "The gateway as a container, which is always there, or as a function, which sleeps when nobody asks."
  type        = string
  default     = "container"
}

variable "gpu" {
  description = "Whether the encoder has a GPU, for which a new account has no quota, or runs on processors."
  type        = bool
  default     = false
}

variable "account_concurrency" {
  description = "Calls of Lambda functions that the account may have at once, a service quota: 10 in a new account, 1000 later."
  type        = number
  default     = 10
}

variable "alarm_emails" {
  description = "Addresses that alarms are sent to."
  type        = set(string)
  default     = []
}
