variable "name" {
  description = "Name of the queue; its dead-letter queue adds -dead."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,75}$", var.name))
    error_message = "The name must be 1 to 75 letters, digits, hyphens and underscores."
  }
}

variable "visibility_timeout_seconds" {
  description = "Seconds that a received message stays hidden; longer than the timeout of a Lambda function that consumes it."
  type        = number

  validation {
    condition     = var.visibility_timeout_seconds >= 30 && var.visibility_timeout_seconds <= 43200
    error_message = "The visibility timeout must be 30 to 43200 seconds."
  }
}

variable "maximum_receives" {
  description = "Attempts before a message goes to the dead-letter queue."
  type        = number
  default     = 5

  validation {
    condition     = var.maximum_receives >= 2 && var.maximum_receives <= 100
    error_message = "A message needs 2 to 100 attempts: one alone turns every restart into a lost message."
  }
}

variable "senders" {
  description = "AWS services that may send, by a name of letters and digits: the service and the ARN it sends for."
  type        = map(object({ service = string, source_arn = string }))
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.senders) : can(regex("^[A-Za-z0-9]+$", name))])
    error_message = "A sender's name becomes a statement id: letters and digits only."
  }
}

variable "alarm_age_seconds" {
  description = "Age of the oldest message in seconds that raises the alarm."
  type        = number
  default     = 900
}

variable "alarm_topic_arn" {
  description = "ARN of the topic that alarms go to."
  type        = string
}
