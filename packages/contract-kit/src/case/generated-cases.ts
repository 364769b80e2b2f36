import { factsOf } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import type { Case, GeneratedRequest } from "./case.ts";

const titles: Readonly<Record<GeneratedRequest["draws"], string>> = {
  "accepted-bodies": "accepts whatever the schema accepts",
  "refused-bodies": "refuses whatever the schema refuses",
  walks: "stays consistent on random walks through submit, poll, list, cancel and download",
};

/** Cases whose requests are drawn at random under the run's seed. */
export function generatedCases(format: FormatRef): readonly Case[] {
  const provenance = factsOf(format).operations.submit?.provenance ?? { grade: "assumed" };
  return (["accepted-bodies", "refused-bodies", "walks"] as const).map((draws) => ({
    id: `generated/${draws}`,
    format,
    operation: "submit",
    title: titles[draws],
    rule: `generated: ${draws}`,
    provenance,
    level: "reject",
    request: { kind: "generated", draws },
    expectation: { kind: "as told" },
    bills: true,
  }));
}
