import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

const require = createRequire(import.meta.resolve("@redocly/cli/package.json"));

/** The linter's recommended rules: what it has to say of the document. */
export async function judge({ document }) {
  const { createConfig, lintFromString } = await import(pathOf("@redocly/openapi-core"));
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source: await readFile(document, "utf8"), absoluteRef: document, config });
  return { remarks: problems.map(({ ruleId, severity }) => `${severity} ${ruleId}`) };
}

function pathOf(name) {
  return require.resolve(name);
}
