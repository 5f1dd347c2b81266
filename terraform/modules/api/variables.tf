variable "name" {
  description = "Name of the API and its log."
  type        = string
}

variable "domain_name" {
  description = "Name under which the API is called."
  type        = string
}

variable "zone_id" {
  description = "Id of the public Route 53 zone of the domain name."
  type        = string
}

variable "certificate_arn" {
  description = "ARN of the validated certificate of the domain name."
  type        = string
}

variable "container" {
  description = "The gateway as a container: the internal balancer, the name that its certificate carries, and the network and private subnets of the way there. Either this or the function."
  type = object({
    host     = string
    balancer = object({ listener_arn = string, security_group_id = string })
    network  = object({ vpc_id = string, subnet_ids = list(string) })
  })
  default = null

  validation {
    condition     = (var.container == null) != (var.function == null)
    error_message = "Name the gateway either as a container or as a function."
  }
}

variable "function" {
  description = "The gateway as a function: its name, and the ARN of its alias live."
  type        = object({ name = string, live_arn = string })
  default     = null
}

variable "jwt" {
  description = "Whose tokens let a caller in, for which audiences and, if named, with which scopes. Without it callers sign as AWS principals of this account."
  type        = object({ issuer = string, audiences = list(string), scopes = optional(list(string)) })
  default     = null

  validation {
    condition     = var.jwt == null || (try(startswith(var.jwt.issuer, "https://"), false) && try(length(var.jwt.audiences) > 0, false))
    error_message = "The issuer is an https address, and one audience at least is needed: without one every token of the issuer would do."
  }
}

variable "cors_origins" {
  description = "Web origins whose pages may call; none by default."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_origins : can(regex("^https://[^*/]+$", origin))])
    error_message = "An origin is https://host without a path; * would let every page in."
  }
}

variable "throttle" {
  description = "Requests per second over all callers, and how many may come at once."
  type        = object({ requests_per_second = number, burst = number })
  default     = { requests_per_second = 20, burst = 40 }

  validation {
    condition     = var.throttle.requests_per_second > 0 && var.throttle.burst > 0
    error_message = "Throttling must let something through."
  }
}

variable "objective_percent" {
  description = "Percentage of the requests that must not fail by a fault of ours, over a month."
  type        = number
  default     = 99.5

  validation {
    condition     = var.objective_percent >= 90 && var.objective_percent < 100
    error_message = "An objective is 90 to less than 100 percent: nothing never fails."
  }
}

variable "kms_key_arn" {
  description = "ARN of the key that encrypts the access log."
  type        = string
}

variable "log_retention_days" {
  description = "Days that the access log is kept."
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
