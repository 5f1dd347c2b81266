variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "service" {
  description = "Name of the service and its container. With the prefix and a hyphen it must fit 32 letters, a target group's limit."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*$", var.service))
    error_message = "The service's name must be lower-case letters, digits and hyphens, beginning with a letter."
  }

  validation {
    condition     = length("${var.name}-${var.service}") <= 32
    error_message = "Prefix and service together must fit 32 letters, a target group's limit."
  }
}

variable "image" {
  description = "The container image in this account's ECR, by its digest."
  type        = string

  validation {
    condition     = can(regex("^[^/]+/[^@:]+@sha256:[0-9a-f]{64}$", var.image))
    error_message = "Name the image by its digest (registry/path@sha256:…): a tag can come to mean something else."
  }
}

variable "port" {
  description = "Port that the container serves."
  type        = number
  default     = 8080
}

variable "cpu" {
  description = "Processor units of a task; 1024 are one processor."
  type        = number

  validation {
    condition     = var.cpu >= 256 && var.cpu <= 196608
    error_message = "A task needs 256 units (a quarter of a processor) at least."
  }
}

variable "memory_mb" {
  description = "Memory of a task in MB."
  type        = number

  validation {
    condition     = var.memory_mb >= 512
    error_message = "A task needs 512 MB at least."
  }
}

variable "gpus" {
  description = "GPUs of a task; needs a capacity provider that has them."
  type        = number
  default     = 0

  validation {
    condition     = var.gpus >= 0 && floor(var.gpus) == var.gpus
    error_message = "GPUs are given whole."
  }
}

variable "capacity_provider" {
  description = "Name of the EC2 capacity provider to run on; Fargate by default."
  type        = string
  default     = null
}

variable "initial_tasks" {
  description = "Tasks that a new service starts with; afterwards its scaling decides."
  type        = number
  default     = 1
}

variable "start_seconds" {
  description = "Seconds that a container may take until it is ready."
  type        = number
  default     = 60
}

variable "in_place" {
  description = "Whether a release stops the old task before it starts the new one, where there is no machine for both."
  type        = bool
  default     = false
}

variable "environment" {
  description = "Environment variables. No secrets: they are readable in the console."
  type        = map(string)
  default     = {}
}

variable "permissions" {
  description = "What the code may do beyond using the key."
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

variable "cluster" {
  description = "The cluster: ARN and name."
  type        = object({ arn = string, name = string })
}

variable "balancer" {
  description = "The internal balancer: its listener, its security group, and its name in metrics."
  type        = object({ listener_arn = string, security_group_id = string, metric_name = string })
}

variable "rule" {
  description = "The host name or the path that leads to this service, and the rule's place among the listener's."
  type        = object({ host = optional(string), path = optional(string), priority = number })

  validation {
    condition     = var.rule.priority >= 1 && var.rule.priority <= 50000
    error_message = "A rule's priority is 1 to 50000."
  }

  validation {
    condition     = var.rule.host != null || var.rule.path != null
    error_message = "Name a host or a path: a rule without either would take everybody's requests."
  }
}

variable "network" {
  description = "Network, private subnets and the security group that lets a workload out."
  type        = object({ vpc_id = string, subnet_ids = list(string), workload_security_group_id = string })
}

variable "kms_key_arn" {
  description = "ARN of the key that encrypts the logs and the bucket."
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
