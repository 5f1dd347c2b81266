// The form of every module: the same files, everything described, typed and pinned, and a README that tells the truth.
import { label } from "./modules.mjs";
import { generatedPart, readReadme } from "./readme.mjs";

const FILES = ["README.md", "main.tf", "outputs.tf", "variables.tf", "versions.tf"];

/** Findings, as sentences, of what a module's form lacks. */
export function conventionFindings(module) {
  const rules = [files, variables, outputs, versions, unused, readme];
  return rules.flatMap((rule) => rule(module)).map((text) => `${module.name}/${text}`);
}

function files(module) {
  return FILES.filter((file) => !module.files.includes(file)).map((file) => `${file}: is missing`);
}

function variables(module) {
  return module.blocks
    .filter(({ kind }) => kind === "variable")
    .flatMap((block) => [
      ...(isSentence(block.body.description)
        ? []
        : [`${block.file}: ${label(block)}: has no description (a sentence)`]),
      ...(block.body.type === undefined ? [`${block.file}: ${label(block)}: has no type`] : []),
      ...(/\bany\b/.test(String(block.body.type))
        ? [`${block.file}: ${label(block)}: its type leaves something open (any)`]
        : []),
      ...(block.file === "variables.tf" ? [] : [`${block.file}: ${label(block)}: variables stand in variables.tf`]),
      ...(block.body.validation ?? [])
        .filter((validation) => !isSentence(validation.error_message))
        .map(() => `${block.file}: ${label(block)}: a validation does not say what to do (a sentence)`),
    ]);
}

function outputs(module) {
  return module.blocks
    .filter(({ kind }) => kind === "output")
    .flatMap((block) => [
      ...(isSentence(block.body.description)
        ? []
        : [`${block.file}: ${label(block)}: has no description (a sentence)`]),
      ...(block.file === "outputs.tf" ? [] : [`${block.file}: ${label(block)}: outputs stand in outputs.tf`]),
    ]);
}

const isSentence = (text) => typeof text === "string" && /^[A-Z0-9].*[.:]$/s.test(text.trim());

function versions(module) {
  const settings = module.blocks.filter(({ kind, file }) => kind === "terraform" && file === "versions.tf");
  const pinned = settings.some(({ body }) => body.required_version && body.required_providers?.[0]?.aws?.version);
  return pinned ? [] : ["versions.tf: pins neither Terraform nor the AWS provider"];
}

/** What is declared and named nowhere else in the module. */
function unused(module) {
  const text = Object.values(module.sources).join("\n");
  const named = (name) => new RegExp(`\\b${name.replaceAll(".", "\\.")}\\b`).test(text);
  return module.blocks.flatMap(({ kind, type, name, body, file }) => {
    const declared = {
      variable: [`var.${name}`],
      locals: Object.keys(body).map((local) => `local.${local}`),
      data: [`data.${type}.${name}`],
    };
    return (declared[kind] ?? []).filter((item) => !named(item)).map((item) => `${file}: ${item} is used by nobody`);
  });
}

function readme(module) {
  const written = readReadme(module);
  if (written === undefined) {
    return [];
  }
  return written.includes(generatedPart(module))
    ? []
    : ["README.md: its tables are not those of the code; run: npm run readme"];
}
