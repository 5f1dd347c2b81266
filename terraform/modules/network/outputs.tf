output "vpc_id" {
  description = "Id of the network."
  value       = aws_vpc.this.id
}

output "subnet_ids" {
  description = "Ids of the private subnets, one for each availability zone."
  value       = [for subnet in aws_subnet.private : subnet.id]
}

output "workload_security_group_id" {
  description = "Id of the group that lets a workload out to the endpoints, the balancer and S3."
  value       = aws_security_group.workload.id
}
