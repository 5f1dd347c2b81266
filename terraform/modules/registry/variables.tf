variable "name" {
  description = "Prefix of the repositories and the bucket."
  type        = string
  default     = "dynrefer"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name))
    error_message = "The name must be 2 to 31 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "images" {
  description = "Images that the system runs, one repository each."
  type        = set(string)
  default     = ["decode", "encode", "gateway"]
}

variable "kept_images" {
  description = "Images kept in each repository; older ones are deleted."
  type        = number
  default     = 20

  validation {
    condition     = var.kept_images >= 2
    error_message = "Keep two images at least: the running one and the one to go back to."
  }
}
