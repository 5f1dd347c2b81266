# The registry against mocked AWS: what runs is never forgotten.

mock_provider "aws" {
  source          = "../../check/mocks"
  override_during = plan
}

run "forgets_trials_alone" {
  command = plan

  assert {
    condition = alltrue([
      for policy in aws_ecr_lifecycle_policy.this :
      [for rule in jsondecode(policy.policy).rules : rule.selection.tagPatternList] == [["try-*"]]
    ])
    error_message = "An image that an environment runs could be deleted."
  }

  assert {
    condition     = toset(keys(aws_ecr_repository.this)) == toset(["decode", "encode", "gateway"])
    error_message = "A repository is missing."
  }
}

run "refuses_trials_of_no_day" {
  command = plan

  variables {
    trial_days = 0
  }

  expect_failures = [var.trial_days]
}
