output "queue" {
  description = "The queue of crops to encode: where to send, and the names for dashboards."
  value = {
    arn              = module.queue.arn
    url              = module.queue.url
    name             = module.queue.name
    dead_letter_name = module.queue.dead_letter_name
    dead_letter_arn  = module.queue.dead_letter_arn
  }
}

output "service_name" {
  description = "Name of the service in its cluster."
  value       = module.service.name
}
