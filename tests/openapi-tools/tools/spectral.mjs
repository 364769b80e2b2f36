import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.resolve("@stoplight/spectral-cli/package.json"));
const core = require("@stoplight/spectral-core");
const { oas } = require("@stoplight/spectral-rulesets");
const { Json } = require("@stoplight/spectral-parsers");

/** The linter's rules for OpenAPI: what it has to say of the document. */
export async function judge({ document }) {
  const spectral = new core.Spectral();
  spectral.setRuleset({ extends: [oas] });
  const results = await spectral.run(new core.Document(await readFile(document, "utf8"), Json, document));
  return {
    remarks: results.map(({ code, severity }) => `${["error", "warn", "info", "hint"][severity]} ${code}`),
  };
}
