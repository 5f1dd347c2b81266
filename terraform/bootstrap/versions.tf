terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.66, < 7.0"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Project     = "dynrefer"
      Environment = "shared"
      ManagedBy   = "terraform"
      Source      = "bootstrap"
    }
  }
}
