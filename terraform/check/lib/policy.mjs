// What this project does not do in AWS, whatever the provider would allow. Each rule reads parsed blocks and answers
// with sentences; what must be certain must be written as a literal where the resource is.
import { label } from "./modules.mjs";
import { permissions, secrets } from "./policy/access.mjs";
import { alarms, api, functions, logs, queues, services } from "./policy/operation.mjs";
import { encryption, exposure, publicBuckets, tls } from "./policy/protection.mjs";
import { viewOf } from "./policy/view.mjs";

const RULES = [
  publicBuckets,
  encryption,
  tls,
  exposure,
  functions,
  services,
  queues,
  logs,
  alarms,
  api,
  secrets,
  permissions,
];

/** Findings, as sentences, of everything in a module that breaks a rule. */
export async function policyFindings(module) {
  const view = await viewOf(module);
  const findings = [];
  for (const rule of RULES) {
    findings.push(...(await rule(view)));
  }
  return findings.map(({ block, text }) => `${module.name}/${block.file}: ${label(block)}: ${text}`);
}
