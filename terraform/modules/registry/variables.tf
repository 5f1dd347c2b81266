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

variable "trial_days" {
  description = "Days that images are kept whose tag begins with try-. Every other image is kept."
  type        = number
  default     = 14

  validation {
    condition     = var.trial_days >= 1 && floor(var.trial_days) == var.trial_days
    error_message = "Trials are kept for whole days, one at least."
  }
}
