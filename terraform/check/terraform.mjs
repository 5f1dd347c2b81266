// Lets Terraform itself look, where it is installed: npm run terraform.
//
// Format, validation and the tests (tests/*.tftest.hcl) of every root and module that has any. AWS is mocked and the
// provider is ours (provider.mjs), so that neither an account nor the provider's download is needed.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadTree, TERRAFORM } from "./lib/modules.mjs";
import { startProvider } from "./provider.mjs";

const provider = await startProvider();
const data = mkdtempSync(path.join(tmpdir(), "terraform-"));
try {
  await terraform(TERRAFORM, "fmt", "-check", "-diff", "-recursive");
  for (const { folder, name } of await loadTree(TERRAFORM)) {
    const isRoot = !name.startsWith("modules/");
    const isTested = existsSync(path.join(folder, "tests"));
    if (isRoot || isTested) {
      console.log(`== ${name}`);
      await terraform(folder, "init", "-backend=false", "-input=false", "-lockfile=readonly");
      await terraform(folder, "validate");
    }
    if (isTested) {
      await terraform(folder, "test");
    }
  }
} finally {
  provider.close();
  rmSync(data, { recursive: true });
}

/** Runs one command in one folder; rejects with its name if it fails. Its downloads and notes stay outside the tree. */
function terraform(folder, ...words) {
  const settings = { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_REATTACH_PROVIDERS: provider.reattach };
  const env = {
    ...process.env,
    ...settings,
    TF_DATA_DIR: path.join(data, path.relative(TERRAFORM, folder).replaceAll("/", "-")),
  };
  const quiet = words[0] === "init" ? ["ignore", "ignore", "inherit"] : "inherit";
  return new Promise((resolve, reject) => {
    const child = spawn(
      "terraform",
      [...words, "-no-color"].filter((word) => words[0] !== "fmt" || word !== "-no-color"),
      { cwd: folder, env, stdio: quiet },
    );
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`terraform ${words[0]} failed in ${folder}`)),
    );
  });
}
