import type { FormatFacts } from "@shotlist/schema";
import { terminalStatuses } from "../facts-in-words.ts";
import { blocks, code, table } from "../markdown.ts";
import type { Section } from "../page.ts";

export const lifecycle: Section = {
  title: "The life of a task",
  write: ({ facts, sources }) => {
    const words = facts.statuses.map(({ word, canonical, provenance }) => [
      code(word),
      canonical,
      terminalStatuses.has(canonical) ? "yes" : "",
      sources.mark(provenance, `status ${code(word)}`),
    ]);
    const edges = facts.lifecycle.map(({ from, to, provenance }) => [
      `${code(from)} → ${code(to)}`,
      sources.mark(provenance, `${code(from)} → ${code(to)}`),
    ]);
    return blocks(
      diagram(facts),
      table(["word", "means", "final", "source"], words),
      table(["step", "source"], edges),
      "A word that is not listed keeps the task open, with a warning.",
    );
  },
};

/** The steps of a task's life, drawn by whatever renders Mermaid. */
function diagram({ lifecycle: edges, statuses }: FormatFacts): string {
  const entered = new Set(edges.map(({ to }) => to));
  const left = new Set(edges.map(({ from }) => from));
  const isFinal = (word: string): boolean => {
    const known = statuses.find((status) => status.word === word);
    return !left.has(word) && known !== undefined && terminalStatuses.has(known.canonical);
  };
  const lines = [
    ...[...left].filter((word) => !entered.has(word)).map((word) => `[*] --> ${word}`),
    ...edges.map(({ from, to }) => `${from} --> ${to}`),
    ...[...entered].filter(isFinal).map((word) => `${word} --> [*]`),
  ];
  return ["```mermaid", "stateDiagram-v2", ...lines.map((line) => `  ${line}`), "```"].join("\n");
}
