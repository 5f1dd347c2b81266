# What the container services share: the cluster, and one internal balancer that ends TLS and tells them apart by name.

resource "aws_ecs_cluster" "this" {
  name = var.name

  # Container insights count the running tasks that the encoder's scaling divides by.
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_acm_certificate" "this" {
  domain_name               = var.domain_name
  subject_alternative_names = [for service in var.services : "${service}.${var.domain_name}"]
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  for_each = {
    for option in aws_acm_certificate.this.domain_validation_options : option.domain_name => {
      name  = option.resource_record_name
      type  = option.resource_record_type
      value = option.resource_record_value
    }
  }

  zone_id         = var.zone_id
  name            = each.value.name
  type            = each.value.type
  records         = [each.value.value]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}

resource "aws_security_group" "balancer" {
  name        = "${var.name}-balancer"
  description = "The internal balancer: its callers and its services add their own rules"
  vpc_id      = var.network.vpc_id
}

resource "aws_lb" "this" {
  #checkov:skip=CKV_AWS_91:It is internal and answers only to the API, whose access log has every request.
  name                       = var.name
  internal                   = true
  load_balancer_type         = "application"
  subnets                    = var.network.subnet_ids
  security_groups            = [aws_security_group.balancer.id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  idle_timeout               = 120
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate_validation.this.certificate_arn

  # Services add a rule each; a name that nobody serves is refused.
  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "No service of this name."
      status_code  = "404"
    }
  }
}

# The services' names inside the network. Outside, only the API's name resolves.
resource "aws_route53_zone" "private" {
  for_each = var.services

  name    = "${each.key}.${var.domain_name}"
  comment = "${each.key} inside ${var.name}"

  vpc {
    vpc_id = var.network.vpc_id
  }
}

resource "aws_route53_record" "service" {
  for_each = var.services

  zone_id = aws_route53_zone.private[each.key].zone_id
  name    = "${each.key}.${var.domain_name}"
  type    = "A"

  alias {
    name                   = aws_lb.this.dns_name
    zone_id                = aws_lb.this.zone_id
    evaluate_target_health = true
  }
}
