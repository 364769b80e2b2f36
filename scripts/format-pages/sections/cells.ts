import { blocks, code, table } from "../markdown.ts";
import type { Section } from "../page.ts";

/** Which fields go with which models, cell by cell, each with its source. */
export const cells: Section = {
  title: "Fields by model",
  write: ({ facts, sources }) => {
    if (facts.cells === undefined) return "";
    const ids = facts.models
      .map(({ id }) => id)
      .filter((id) => facts.cells?.some(({ accepted, refused }) => has(accepted, id) || has(refused, id)));
    const rows = facts.cells.map(({ field, sample, accepted, refused }) => {
      const shown = `${code(field)}: ${code(JSON.stringify(sample))}`;
      const verdictOn = (id: string): string => {
        const taken = accepted.find(({ models }) => models.includes(id));
        const barred = refused.find(({ models }) => models.includes(id));
        if (taken !== undefined) return `yes, ${sources.mark(taken.provenance, `${shown} on ${code(id)}`)}`;
        return barred === undefined ? "" : `no, ${sources.mark(barred.provenance, `${shown} on ${code(id)}`)}`;
      };
      return [shown, ...ids.map((id) => verdictOn(id))];
    });
    return blocks(
      "What a model takes. An empty cell is not known. `check`, the mock and the contract kit follow this table.",
      table(["field", ...ids.map(code)], rows),
    );
  },
};

function has(verdicts: readonly { readonly models: readonly string[] }[], id: string): boolean {
  return verdicts.some(({ models }) => models.includes(id));
}
