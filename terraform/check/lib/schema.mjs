// The AWS provider's schema of the types in use, which provider.mjs serves; see declarations.mjs for its form.
import { readFileSync } from "node:fs";

export const SCHEMA = JSON.parse(readFileSync(new URL("../schema.json", import.meta.url), "utf8"));
