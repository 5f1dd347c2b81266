variable "name" {
  description = "Prefix of the bucket's name, which is <name>-<account id>."
  type        = string
}

variable "kms_key_arn" {
  description = "ARN of the key that encrypts the objects. Without one it is the account's own for S3."
  type        = string
  default     = null
}

variable "destroy_with_contents" {
  description = "Whether the bucket is deleted with what it holds; otherwise only an empty one is."
  type        = bool
  default     = false
}
