// Writes the tables of every module's README: npm run readme.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { loadTree, TERRAFORM } from "./lib/modules.mjs";
import { readReadme, withGeneratedPart } from "./lib/readme.mjs";

for (const module of await loadTree(TERRAFORM)) {
  const written = readReadme(module) ?? `# ${path.basename(module.folder)}\n`;
  writeFileSync(path.join(module.folder, "README.md"), withGeneratedPart(written, module));
}
