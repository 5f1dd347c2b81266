variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "image" {
  description = "The gateway's image in this account's ECR, by its digest."
  type        = string
}

variable "cpu" {
  description = "Processor units of a task; 1024 are one processor."
  type        = number
  default     = 1024
}

variable "memory_mb" {
  description = "Memory of a task in MB: images are decoded here."
  type        = number
  default     = 2048
}

variable "tasks" {
  description = "Fewest and most tasks."
  type        = object({ minimum = number, maximum = number })
  default     = { minimum = 1, maximum = 4 }

  validation {
    condition     = var.tasks.minimum >= 1 && var.tasks.minimum <= var.tasks.maximum
    error_message = "The minimum must be 1 or more and not above the maximum: with no gateway nothing is answered."
  }
}

variable "environment" {
  description = "Environment variables of the service."
  type        = map(string)
}

variable "permissions" {
  description = "What the service may do."
  type        = list(object({ actions = list(string), resources = list(string) }))
}

variable "cluster" {
  description = "The cluster: ARN and name."
  type        = object({ arn = string, name = string })
}

variable "balancer" {
  description = "The internal balancer: its listener, its security group, and its name in metrics."
  type        = object({ listener_arn = string, security_group_id = string, metric_name = string })
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
}

variable "alarm_topic_arn" {
  description = "ARN of the topic that alarms go to."
  type        = string
}
