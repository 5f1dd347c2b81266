variable "name" {
  description = "Prefix of every name; the dashboard's name."
  type        = string
}

variable "kms_key_arn" {
  description = "ARN of the key that encrypts the alarms."
  type        = string
}

variable "alarm_emails" {
  description = "Addresses that alarms are sent to. Each has to confirm once."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "These must be e-mail addresses."
  }
}

variable "trace_rate" {
  description = "Share of the calls that is traced, beyond the first of each second."
  type        = number
  default     = 0.05

  validation {
    condition     = var.trace_rate >= 0 && var.trace_rate <= 1
    error_message = "A share is 0 to 1."
  }
}

variable "api_id" {
  description = "Id of the API."
  type        = string
}

variable "functions" {
  description = "Names of the Lambda functions."
  type        = list(string)
}

variable "cluster_name" {
  description = "Name of the cluster."
  type        = string
}

variable "services" {
  description = "Names of the container services in the cluster."
  type        = list(string)
}

variable "queues" {
  description = "Names of the queues."
  type        = list(string)
}

variable "dead_letter_queues" {
  description = "Names of the dead-letter queues."
  type        = list(string)
}
