variable "name" {
  description = "Prefix of every name in this network."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name))
    error_message = "The name must be 2 to 31 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "cidr" {
  description = "Addresses of the network; a quarter byte of them goes to each subnet (/16 gives /20)."
  type        = string
  default     = "10.42.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && try(tonumber(split("/", var.cidr)[1]) <= 20, false)
    error_message = "The network must be an IPv4 range of at least /20, for example 10.42.0.0/16."
  }
}

variable "availability_zones" {
  description = "Availability zones, one private subnet each. Append new ones: a zone's place decides its addresses."
  type        = list(string)

  validation {
    condition     = length(var.availability_zones) >= 2 && length(var.availability_zones) <= 16
    error_message = "A load balancer needs two zones at least; the network has room for 16."
  }
}

variable "bucket_arns" {
  description = "ARNs of the buckets that may be reached from inside the network."
  type        = list(string)
}

variable "interface_endpoints" {
  description = "AWS services reached from inside, by the last part of their endpoint's name. Each costs by the hour and zone."
  type        = set(string)
  default     = ["ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry", "lambda", "logs", "sns", "sqs"]
}

variable "kms_key_arn" {
  description = "ARN of the key that encrypts the flow log."
  type        = string
}

variable "log_retention_days" {
  description = "Days that refused connections are kept in the flow log."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180 or 365 days."
  }
}
