variable "name" {
  description = "Prefix of every name; the bucket is called <name>-<account id>."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name))
    error_message = "The name must be 2 to 31 lower-case letters, digits and hyphens, beginning with a letter."
  }
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

  validation {
    condition     = alltrue([for days in values(var.retention_days) : days >= 1 && floor(days) == days])
    error_message = "Retention is in whole days, one at least."
  }

  validation {
    condition     = alltrue([for prefix in keys(var.retention_days) : can(regex("^[a-z][a-z0-9-]*$", prefix))])
    error_message = "A prefix is one key segment without slashes, for example embeddings."
  }
}

variable "uploads_visibility_timeout_seconds" {
  description = "Seconds that an upload's event stays hidden while it is worked on; longer than the consuming function's timeout."
  type        = number
}

variable "job_attempts" {
  description = "Deliveries of an upload's event before it goes to the dead letters."
  type        = number
  default     = 5
}

variable "alarm_topic_arn" {
  description = "ARN of the topic that alarms go to."
  type        = string
}

variable "destroy_with_contents" {
  description = "Whether destroying the environment deletes what is stored. For environments that nobody misses."
  type        = bool
  default     = false
}
