// Lets an engine look at everything: npm run terraform.
//
// The engine is Terraform 1.11 or newer or OpenTofu 1.10 or newer, whichever of terraform and tofu is found first, or what
// ENGINE names. It checks format, validates every root, runs the tests (tests/*.tftest.hcl), and must find planted mistakes.
// "npm run terraform -- modules/api" looks at that folder alone.
// AWS is mocked and the provider is ours (provider.mjs), so that neither an account nor a download is needed.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { loadTree, TERRAFORM } from "./lib/modules.mjs";
import { startProvider } from "./provider.mjs";

/** [module, file, what stands there, what is planted, what the engine says]: each kind of mistake that is left to it. */
// prettier-ignore
const MISTAKES = [
  ["queue", "main.tf", "receive_wait_time_seconds ", "receive_wait_time_second ", /Unsupported argument/],
  ["queue", "main.tf", 'resource "aws_sqs_queue" "dead"', 'resource "aws_sqs_queues" "dead"', /Invalid resource type/],
  ["queue", "main.tf", "message_retention_seconds  = 345600", 'message_retention_seconds  = "four days"', /a number is required/],
  ["queue", "main.tf", "deadLetterTargetArn = aws_sqs_queue.dead.arn", "deadLetterTargetArn = aws_sqs_queue.lost.arn", /undeclared resource/],
  ["queue", "main.tf", "queue_url = aws_sqs_queue.this.url", "queue_url = aws_sqs_queue.this.address", /Unsupported attribute/],
  ["queue", "main.tf", "name                       = var.name", "name                       = aws_sqs_queue_policy.this.id", /Cycle/],
  ["function", "main.tf", "  function_version = aws_lambda_function.this.version\n", "", /Missing required argument/],
  ["function", "main.tf", 'tracing_config {', 'tracing_config {\n    mode = "Active"\n  }\n  tracing_config {', /Too many tracing_config blocks/],
  ["api", "main.tf", "aws_apigatewayv2_authorizer.jwt[0].id", "aws_apigatewayv2_authorizer.jwt.id", /Missing resource instance key/],
  ["bucket", "outputs.tf", "aws_s3_bucket.this.bucket", "each.key", /Reference to "each" in context without for_each/],
  ["storage", "main.tf", "module.uploads.arn", "module.uploads.address", /Unsupported attribute/],
  ["storage", "main.tf", 'source = "../bucket"', 'source = "../pail"', /Unreadable module directory|module not found/i],
];

const run = promisify(execFile);
const provider = await startProvider();
const copy = mkdtempSync(path.join(tmpdir(), "terraform-"));
const engine = await findEngine();
let runs = 0;
try {
  await call(TERRAFORM, "fmt", "-check", "-diff", "-recursive");
  cpSync(TERRAFORM, copy, { recursive: true, filter: (file) => !/node_modules|\.terraform/.test(file) });
  if (engine.tofu) {
    writeOutMocks();
  }
  const asked = process.argv.slice(2);
  for (const { folder, name } of (await loadTree(copy)).filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const isTested = existsSync(path.join(folder, "tests"));
    if (!name.startsWith("modules/") || isTested) {
      await call(folder, "init", "-backend=false", "-input=false");
      await call(folder, "validate");
    }
    if (isTested) {
      const { stdout } = await call(folder, "test");
      runs += Number(/(\d+) passed, 0 failed/.exec(stdout)[1]);
    }
    console.log(name);
  }
  await plant();
  console.log(`${engine.version}: everything validates, ${runs} runs pass, ${MISTAKES.length} planted mistakes are found`);
} finally {
  provider.close();
  rmSync(copy, { recursive: true });
}

async function findEngine() {
  for (const program of process.env.ENGINE ? [process.env.ENGINE] : ["terraform", "tofu"]) {
    const answer = await run(program, ["version"], { env: environment() }).catch((e) => e);
    if (answer.stdout) {
      const version = answer.stdout.split("\n")[0];
      return { program, version, tofu: version.startsWith("OpenTofu") };
    }
  }
  throw new Error("Neither terraform nor tofu is installed: https://developer.hashicorp.com/terraform/install");
}

/** OpenTofu's tests read no mocks from a folder, and mocks while planning in any case: its copy has them written out. */
function writeOutMocks() {
  const mocks = readFileSync(path.join(TERRAFORM, "check/mocks/aws.tfmock.hcl"), "utf8");
  for (const file of readdirSync(copy, { recursive: true }).filter((name) => name.endsWith(".tftest.hcl"))) {
    const text = readFileSync(path.join(copy, file), "utf8");
    writeFileSync(path.join(copy, file), text.replace(/mock_provider "aws" \{[^}]*\}/, `mock_provider "aws" {\n${mocks}\n}`));
  }
}

async function plant() {
  for (const [name, file, before, after, expected] of MISTAKES) {
    const folder = path.join(copy, "modules", name);
    const source = readFileSync(path.join(folder, file), "utf8");
    if (!source.includes(before)) {
      throw new Error(`modules/${name}/${file} no longer contains: ${before}`);
    }
    writeFileSync(path.join(folder, file), source.replace(before, after));
    const said = await call(folder, "init", "-backend=false", "-input=false")
      .then(() => call(folder, "validate"))
      .then(() => "nothing", (e) => e.message);
    if (!expected.test(said.replace(/\s+/g, " "))) {
      throw new Error(`${expected} was expected for "${after}" in modules/${name}/${file}, and was said: ${said}`);
    }
    writeFileSync(path.join(folder, file), source);
  }
}

function environment() {
  const settings = { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_CLI_CONFIG_FILE: "/dev/null" };
  return { ...process.env, ...settings, TF_REATTACH_PROVIDERS: provider.reattach };
}

/** Runs one command in one folder; rejects with what it said if it fails. */
async function call(folder, ...words) {
  const options = { cwd: folder, env: environment(), maxBuffer: 1 << 26 };
  return run(engine.program, [...words, ...(words[0] === "fmt" ? [] : ["-no-color"])], options).catch((e) => {
    throw new Error(`${engine.program} ${words[0]} failed in ${path.relative(copy, folder) || folder}:\n${e.stdout}${e.stderr}`);
  });
}
