variable "region" {
  description = "AWS region to run in."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region must be one of AWS's, for example eu-central-1."
  }
}

variable "domain" {
  description = "Name under which the API is called, and the id of the public Route 53 zone that it lies in."
  type        = object({ name = string, zone_id = string })
}

variable "artefacts" {
  description = "The release: the views function's zip on this machine, and the images by their digests."
  type = object({
    views_zip     = string
    model_card    = string
    decode_image  = string
    encode_image  = string
    gateway_image = optional(string)
    gateway_zip   = optional(string)
  })
}

variable "alarm_emails" {
  description = "Addresses that alarms are sent to."
  type        = set(string)
  default     = []
}
