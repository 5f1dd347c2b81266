# Applied once for an account and region, with its state on the machine that applies it (see README.md).

module "registry" {
  source = "../modules/registry"
}
