// Checks every module under terraform/ and prints what is wrong: npm run check.
import { cycleFrom } from "./lib/cycles.mjs";
import { conventionFindings } from "./lib/conventions.mjs";
import { loadTree, TERRAFORM } from "./lib/modules.mjs";
import { policyFindings } from "./lib/policy.mjs";
import { referenceFindings } from "./lib/references.mjs";
import { schemaFindings } from "./lib/schema.mjs";

const modules = await loadTree(TERRAFORM);
const findings = [];
for (const module of modules) {
  findings.push(
    ...schemaFindings(module),
    ...(await referenceFindings(module, modules)),
    ...conventionFindings(module),
    ...(await policyFindings(module)),
  );
  const cycle = await cycleFrom(module, modules);
  if (cycle.length > 0) {
    findings.push(`${module.name}: waits for itself: ${cycle.join(" <- ")}`);
  }
}
findings.forEach((finding) => console.log(finding));
const blocks = modules.flatMap((module) => module.blocks.filter(({ kind }) => kind === "resource" || kind === "data"));
console.log(`${modules.length} modules, ${blocks.length} resources and data sources, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
