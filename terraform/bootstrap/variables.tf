variable "region" {
  description = "AWS region of the repositories and the state."
  type        = string
  default     = "eu-central-1"
}
