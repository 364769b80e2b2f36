import type { ContractChange } from "./change.ts";
import type { ContractDiff } from "./diff-contracts.ts";

/** A diff as text: a line for each relevant change, and the number of changes in wording. */
export function toDiffTable({ changes, totals }: ContractDiff): string {
  const lines = changes.filter(({ label }) => label !== "annotation").map(describe);
  const { breaking, compatible, annotation } = totals;
  const summary =
    changes.length === 0
      ? "no change"
      : `${breaking} breaking, ${compatible} compatible, ${annotation} in wording only`;
  return [...lines, summary].map((line) => `${line}\n`).join("");
}

function describe({ label, where, path, change }: ContractChange): string {
  return `${label === "breaking" ? "BREAKING  " : "compatible"} ${where}${path === "" ? "" : ` ${path}`}: ${change}`;
}
