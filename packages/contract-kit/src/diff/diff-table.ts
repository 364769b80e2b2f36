import { inEnglish, type Wording } from "../report/wording.ts";
import type { ContractChange } from "./change.ts";
import type { ContractDiff } from "./diff-contracts.ts";

/** A diff as text: a line for each relevant change, and the number of changes in wording. */
export function toDiffTable({ changes, totals }: ContractDiff, { translate = inEnglish }: Wording = {}): string {
  const lines = changes.filter(({ label }) => label !== "annotation").map(describe);
  const { breaking, compatible, annotation } = totals;
  const summary =
    changes.length === 0
      ? "no change"
      : `${breaking} breaking, ${compatible} compatible, ${annotation} in wording only`;
  return [...lines, summary].map((line) => `${translate(line)}\n`).join("");
}

function describe({ label, where, path, change }: ContractChange): string {
  const place = path === "" ? where : `${where} ${path}`;
  return label === "breaking" ? `BREAKING   ${place}: ${change}` : `compatible ${place}: ${change}`;
}
