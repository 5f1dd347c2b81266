variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "image" {
  description = "The encode service's GPU image in this account's ECR, by its digest."
  type        = string
}

variable "instance_types" {
  description = "GPU machines to choose from, best first. Each must have room for one task and one GPU for it."
  type        = list(string)
  default     = ["g6.xlarge", "g5.xlarge", "g4dn.xlarge"]

  validation {
    condition     = length(var.instance_types) > 0 && alltrue([for type in var.instance_types : can(regex("^(g|p)[0-9][a-z0-9]*\\.", type))])
    error_message = "Name EC2 machines with NVIDIA GPUs, for example g6.xlarge."
  }
}

variable "on_demand_percent" {
  description = "Percentage of the machines above the minimum that are bought on demand; the others are spot machines."
  type        = number
  default     = 100

  validation {
    condition     = var.on_demand_percent >= 0 && var.on_demand_percent <= 100
    error_message = "A percentage is 0 to 100."
  }
}

variable "disk_gb" {
  description = "Disk of a machine in GB: the system and the image."
  type        = number
  default     = 60

  validation {
    condition     = var.disk_gb >= 40
    error_message = "The GPU system image alone takes 30 GB; give 40 at least."
  }
}

variable "cpu" {
  description = "Processor units of a task; 1024 are one processor. A little less than the machine has."
  type        = number
  default     = 3072
}

variable "memory_mb" {
  description = "Memory of a task in MB. Less than the smallest machine has: ECS and the system need some."
  type        = number
  default     = 13312
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
