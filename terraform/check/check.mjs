// Checks what no engine looks at, our conventions and our policy, and prints what is wrong: npm run check.
import { conventionFindings } from "./lib/conventions.mjs";
import { loadTree, TERRAFORM } from "./lib/modules.mjs";
import { policyFindings } from "./lib/policy.mjs";

const modules = await loadTree(TERRAFORM);
const findings = [];
for (const module of modules) {
  findings.push(...conventionFindings(module), ...(await policyFindings(module)));
}
findings.forEach((finding) => console.log(finding));
const blocks = modules.flatMap((module) => module.blocks.filter(({ kind }) => kind === "resource" || kind === "data"));
console.log(`${modules.length} modules, ${blocks.length} resources and data sources, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
