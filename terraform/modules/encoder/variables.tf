variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "image" {
  description = "The encode service's GPU image in this account's ECR, by its digest."
  type        = string
}

variable "gpu" {
  description = "Whether a task has a GPU and a machine of ours; otherwise it runs on Fargate's processors, with the image for those."
  type        = bool
  default     = true
}

variable "instance_types" {
  description = "GPU machines to choose from, best first. Each must have room for one task and one GPU for it."
  type        = list(string)
  default     = ["g6.xlarge", "g5.xlarge", "g4dn.xlarge"]
}

variable "on_demand_percent" {
  description = "Percentage of the machines above the minimum that are bought on demand; the others are spot machines."
  type        = number
  default     = 100
}

variable "cpu" {
  description = "Processor units of a task; 1024 are one processor. By default a little less than a GPU machine has, or four processors."
  type        = number
  default     = null
}

variable "memory_mb" {
  description = "Memory of a task in MB. By default what the smallest GPU machine has beside its system, or what the weights need."
  type        = number
  default     = null
}

variable "tasks" {
  description = "Fewest and most tasks, each with a GPU machine of its own. With a minimum of 0 the first request waits for a machine."
  type        = object({ minimum = number, maximum = number })
  default     = { minimum = 0, maximum = 2 }

  validation {
    condition     = var.tasks.minimum >= 0 && var.tasks.maximum >= 1 && var.tasks.minimum <= var.tasks.maximum
    error_message = "The minimum must be 0 or more and not above the maximum, the maximum 1 or more."
  }
}

variable "backlog_per_task" {
  description = "Messages, waiting or in work, that one task is expected to carry."
  type        = number
  default     = 20

  validation {
    condition     = var.backlog_per_task > 0
    error_message = "The backlog per task must be positive."
  }
}

variable "requests_per_minute_per_task" {
  description = "HTTP requests per minute that one task is expected to carry."
  type        = number
  default     = 120

  validation {
    condition     = var.requests_per_minute_per_task > 0
    error_message = "The requests per task must be positive."
  }
}

variable "weights_mb" {
  description = "Size of the weights in MB."
  type        = number
  default     = 0
}

variable "gateway_target_metric_names" {
  description = "The gateway's target group in metrics if it is a container: while it is away itself, the balancer's refusals are not about the encoder."
  type        = list(string)
  default     = []
}

variable "idle_seconds" {
  description = "Seconds of less load before a task is given up."
  type        = number
  default     = 600
}

variable "start_seconds" {
  description = "Seconds that the service may take from start to ready: weights into memory and a warm-up."
  type        = number
  default     = 300
}

variable "visibility_timeout_seconds" {
  description = "Seconds that a received message stays hidden; the service extends it while it works."
  type        = number
  default     = 120
}

variable "job_attempts" {
  description = "Deliveries of a job before its failure becomes its answer and the message goes to the dead letters."
  type        = number
  default     = 5
}

variable "environment" {
  description = "Environment variables of the service."
  type        = map(string)
}

variable "permissions" {
  description = "What the service may do beyond consuming its queue."
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

variable "host" {
  description = "Host name of the service inside the network."
  type        = string
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
