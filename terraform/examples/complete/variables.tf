variable "region" {
  description = "AWS region to run in."
  type        = string
  default     = "eu-central-1"
}

variable "zone_name" {
  description = "Name of the public Route 53 zone that the API's name is made in, for example example.org."
  type        = string
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

variable "jwt" {
  description = "Whose tokens let a caller in, and for which audiences."
  type        = object({ issuer = string, audiences = list(string), scopes = optional(list(string)) })
}

variable "image_buckets" {
  description = "Further S3 buckets that images may be named in, as s3://bucket/key."
  type        = set(string)
  default     = []
}

variable "image_bucket_keys" {
  description = "ARNs of the KMS keys that those buckets are encrypted with."
  type        = set(string)
  default     = []
}

variable "alarm_emails" {
  description = "Addresses that alarms are sent to."
  type        = set(string)
  default     = []
}
