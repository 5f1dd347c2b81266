# GPU machines that are there while tasks of the cluster need them.

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# What the root tags everything with; machines that an auto scaling group starts would go without it.
data "aws_default_tags" "this" {}

locals {
  name = "${var.name}-encode"
  tags = merge(data.aws_default_tags.this.tags, { Name = local.name })
}

# ECS's own image with the NVIDIA driver, as AWS publishes it today.
data "aws_ssm_parameter" "image" {
  name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id"
}

data "aws_iam_policy_document" "machine_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "machine" {
  name               = "${local.name}-machine"
  assume_role_policy = data.aws_iam_policy_document.machine_assume.json
}

# The ECS agent's work for this cluster and no other.
data "aws_iam_policy_document" "machine" {
  statement {
    sid       = "FindEndpoint"
    actions   = ["ecs:DiscoverPollEndpoint"]
    resources = ["*"] # knows no narrower one
  }

  statement {
    sid = "Register"
    actions = [
      "ecs:DeregisterContainerInstance",
      "ecs:RegisterContainerInstance",
      "ecs:SubmitAttachmentStateChanges",
      "ecs:SubmitContainerStateChange",
      "ecs:SubmitTaskStateChange",
    ]
    resources = [var.cluster.arn]
  }

  statement {
    sid     = "Work"
    actions = ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:TagResource", "ecs:UpdateContainerInstancesState"]
    resources = [
      "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:container-instance/${var.cluster.name}/*",
    ]
  }
}

resource "aws_iam_role_policy" "machine" {
  name   = "agent"
  role   = aws_iam_role.machine.id
  policy = data.aws_iam_policy_document.machine.json
}

resource "aws_iam_instance_profile" "machine" {
  name = "${local.name}-machine"
  role = aws_iam_role.machine.name
}

resource "aws_launch_template" "gpu" {
  name                   = local.name
  image_id               = data.aws_ssm_parameter.image.insecure_value
  update_default_version = true
  vpc_security_group_ids = [var.security_group_id]

  # Tasks get their own role and nothing of the machine's.
  user_data = base64encode(<<-EOT
    #!/bin/bash
    cat >> /etc/ecs/ecs.config <<CONFIG
    ECS_CLUSTER=${var.cluster.name}
    ECS_ENABLE_GPU_SUPPORT=true
    ECS_AWSVPC_BLOCK_IMDS=true
    ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
    ECS_CONTAINER_STOP_TIMEOUT=120s
    CONFIG
  EOT
  )

  iam_instance_profile {
    arn = aws_iam_instance_profile.machine.arn
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted   = true
      volume_type = "gp3"
      volume_size = var.disk_gb
    }
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "volume"])

    content {
      resource_type = tag_specifications.key
      tags          = local.tags
    }
  }
}

resource "aws_autoscaling_group" "gpu" {
  name                  = local.name
  min_size              = 0
  max_size              = var.tasks.maximum + 1 # one more, so that a release can start beside what runs
  vpc_zone_identifier   = var.subnet_ids
  protect_from_scale_in = true
  capacity_rebalance    = true
  max_instance_lifetime = 1209600 # two weeks, then a machine starts again from the image of that day

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = var.tasks.minimum
      on_demand_percentage_above_base_capacity = var.on_demand_percent
      spot_allocation_strategy                 = "capacity-optimized"
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.gpu.id
        version            = aws_launch_template.gpu.latest_version
      }

      dynamic "override" {
        for_each = var.instance_types

        content {
          instance_type = override.value
        }
      }
    }
  }

  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  # The capacity provider owns the count.
  lifecycle {
    ignore_changes = [desired_capacity]
  }
}

resource "aws_ecs_capacity_provider" "gpu" {
  name = "${var.name}-gpu"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.gpu.arn
    managed_termination_protection = "ENABLED"
    managed_draining               = "ENABLED"

    managed_scaling {
      status                    = "ENABLED"
      target_capacity           = 100
      minimum_scaling_step_size = 1
      maximum_scaling_step_size = var.tasks.maximum
      instance_warmup_period    = 120
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = var.cluster.name
  capacity_providers = [aws_ecs_capacity_provider.gpu.name]
}
