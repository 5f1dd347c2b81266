// The tables of a module's README, made from its variables and outputs.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const BEGIN = "<!-- made by npm run readme -->";
const END = "<!-- end -->";

/** A module's README, or undefined for a module without a folder or without the file. */
export function readReadme({ folder }) {
  const file = path.join(folder, "README.md");
  return folder !== "" && existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** The generated part, its marks included. */
export function generatedPart({ blocks }) {
  const of = (kind) => blocks.filter((block) => block.kind === kind);
  const inputs = of("variable").map(
    ({ name, body }) =>
      `| \`${name}\` | ${cell(body.description)} | ${body.default === undefined ? "required" : code(body.default)} |`,
  );
  const outputs = of("output").map(({ name, body }) => `| \`${name}\` | ${cell(body.description)} |`);
  return [
    BEGIN,
    "",
    ...table("## Inputs", "| name | meaning | default |\n|---|---|---|", inputs),
    ...table("## Outputs", "| name | meaning |\n|---|---|", outputs),
    END,
  ].join("\n");
}

/** The README with its generated part replaced, or put at the end. */
export function withGeneratedPart(written, module) {
  const start = written.indexOf(BEGIN);
  const head = start < 0 ? `${written.trimEnd()}\n\n` : written.slice(0, start);
  return `${head}${generatedPart(module)}\n`;
}

function table(title, header, rows) {
  return rows.length === 0 ? [] : [title, "", header, ...rows, ""];
}

const cell = (text) => String(text ?? "").replaceAll("|", "\\|");

function code(value) {
  const text = JSON.stringify(value);
  return text.length > 60 ? "see variables.tf" : `\`${text.replaceAll("|", "\\|")}\``;
}
