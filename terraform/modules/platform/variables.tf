variable "name" {
  description = "Name of the cluster and the balancer."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.name))
    error_message = "The name must be 3 to 32 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."
  }
}

variable "domain_name" {
  description = "Name of the API; the services are called <service>.<domain name> inside the network."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.domain_name))
    error_message = "The domain name must be fully qualified, for example dynrefer.example.org."
  }
}

variable "zone_id" {
  description = "Id of the public Route 53 zone in which the certificate proves itself."
  type        = string
}

variable "services" {
  description = "Names of the services behind the balancer."
  type        = set(string)
  default     = ["encode", "gateway"]
}

variable "network" {
  description = "Network and private subnets of the balancer."
  type        = object({ vpc_id = string, subnet_ids = list(string) })
}

variable "deletion_protection" {
  description = "Whether the balancer refuses to be deleted."
  type        = bool
  default     = true
}
