variable "name" {
  description = "Name of the function, its role, its log group and its queue."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9-_]{1,59}$", var.name))
    error_message = "The name must be 1 to 59 letters, digits, hyphens and underscores."
  }
}

variable "description" {
  description = "What the function does, for the console."
  type        = string
}

variable "artefact" {
  description = "What runs: a zip file on this machine with its handler and runtime, or an image by its digest."
  type = object({
    zip     = optional(string)
    handler = optional(string, "io.dynrefer.functions.aws.FunctionEntry::handleRequest")
    runtime = optional(string, "java25")
    image   = optional(string)
  })

  validation {
    condition     = (var.artefact.zip == null) != (var.artefact.image == null)
    error_message = "Name either a zip file or an image."
  }

  validation {
    condition     = var.artefact.image == null || can(regex("@sha256:[0-9a-f]{64}$", var.artefact.image))
    error_message = "Name the image by its digest (…@sha256:…): a tag can come to mean something else."
  }

  validation {
    condition     = contains(["java17", "java21", "java25"], var.artefact.runtime)
    error_message = "The runtime must be java17, java21 or java25."
  }
}

variable "memory_mb" {
  description = "Memory in MB; Lambda gives one processor for each 1769 MB."
  type        = number
  default     = 1769

  validation {
    condition     = var.memory_mb >= 256 && var.memory_mb <= 10240
    error_message = "Memory must be 256 to 10240 MB."
  }
}

variable "timeout_seconds" {
  description = "Seconds that one call may take."
  type        = number
  default     = 30

  validation {
    condition     = var.timeout_seconds >= 3 && var.timeout_seconds <= 900
    error_message = "The timeout must be 3 to 900 seconds."
  }
}

variable "temporary_storage_mb" {
  description = "Room for temporary files in MB. Snapshots of zip functions need the default."
  type        = number
  default     = 512

  validation {
    condition     = var.temporary_storage_mb >= 512 && var.temporary_storage_mb <= 10240
    error_message = "Temporary storage must be 512 to 10240 MB."
  }
}

variable "reserved_concurrency" {
  description = "Calls at once that are kept for this function and are its limit; -1 shares the account's."
  type        = number
  default     = -1

  validation {
    condition     = var.reserved_concurrency == -1 || var.reserved_concurrency >= 1
    error_message = "Reserve one call at least, or -1 to share the account's concurrency; 0 would switch the function off."
  }
}

variable "environment" {
  description = "Environment variables. No secrets: they are readable in the console."
  type        = map(string)
  default     = {}
}

variable "permissions" {
  description = "What the function may do beyond logging, tracing and its own queues."
  type        = list(object({ actions = list(string), resources = list(string) }))
  default     = []

  validation {
    condition     = alltrue([for grant in var.permissions : !anytrue([for action in grant.actions : strcontains(action, "*")])])
    error_message = "Spell every action out; a wildcard grants what nobody has read."
  }

  validation {
    condition     = alltrue([for grant in var.permissions : !contains(grant.resources, "*")])
    error_message = "Name the resources; * is all of the account's."
  }
}

variable "network" {
  description = "Private subnets and security groups that the function runs in."
  type        = object({ subnet_ids = list(string), security_group_ids = list(string) })
}

variable "queues" {
  description = "Queues that the function consumes, by a name of one's own; none by default."
  type = map(object({
    arn                 = string
    batch_size          = optional(number, 10)
    window_seconds      = optional(number, 0)
    maximum_concurrency = optional(number, 10)
  }))
  default = {}
}

variable "kms_key_arn" {
  description = "ARN of the key that encrypts the environment, the logs and the bucket."
  type        = string
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180 or 365 days."
  }
}

variable "alarm_topic_arn" {
  description = "ARN of the topic that alarms go to."
  type        = string
}
