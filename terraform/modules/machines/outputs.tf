output "capacity_provider" {
  description = "Name of the capacity provider, once the cluster has it."
  value       = aws_ecs_capacity_provider.gpu.name

  # A service may only name a capacity provider that its cluster has.
  depends_on = [aws_ecs_cluster_capacity_providers.this]
}
