import { operationNames, operationWords } from "../facts-in-words.ts";
import { blocks, code, table } from "../markdown.ts";
import type { Section } from "../page.ts";

export const endpoints: Section = {
  title: "Endpoints",
  write: ({ facts, sources }) => {
    const base = `The base URL is ${code(facts.baseUrl.value)} (${sources.mark(facts.baseUrl.provenance, "base URL")}).`;
    const key =
      `Every call carries \`Authorization: Bearer KEY\`. Shotlist reads the key from the environment variable ` +
      `${code(facts.apiKeyEnv)}, unless the provider names another.`;
    const rows = operationNames.flatMap((name) => {
      const operation = facts.operations[name];
      if (operation === undefined) return [];
      const { method, path, provenance } = operation;
      return [[operationWords[name], code(`${method} ${path}`), sources.mark(provenance, operationWords[name])]];
    });
    const missing = operationNames.filter((name) => facts.operations[name] === undefined && name !== "lookup");
    const absent = missing.length === 0 ? "" : `Not known to be offered: ${missing.join(", ")}.`;
    return blocks(base, table(["call", "request", "source"], rows), absent, key);
  },
};
