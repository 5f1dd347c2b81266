terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.66, < 7.0"
    }
  }

  # terraform init -backend-config=bucket=<state bucket> -backend-config=region=<its region>
  backend "s3" {
    key          = "dev/terraform.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Project     = "dynrefer"
      Environment = "dev"
      ManagedBy   = "terraform"
      Source      = "environments/dev"
    }
  }
}
