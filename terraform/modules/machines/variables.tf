variable "name" {
  description = "Prefix of every name."
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

variable "tasks" {
  description = "Fewest and most tasks, each with a machine of its own."
  type        = object({ minimum = number, maximum = number })
}

variable "cluster" {
  description = "The cluster: ARN and name."
  type        = object({ arn = string, name = string })
}

variable "subnet_ids" {
  description = "Private subnets of the machines."
  type        = list(string)
}

variable "security_group_id" {
  description = "Security group that lets a machine out to AWS's services."
  type        = string
}
