import type { TaskToPay } from "../paying/tasks-to-pay.ts";
import { say } from "../text/say.ts";

/** The list prices that the costs of tasks rest on, a line for each source; nothing where every price is configured. */
export function describeListPrices(tasks: readonly TaskToPay[]): string {
  const sources = new Map<string, Set<string>>();
  for (const { lead } of tasks) {
    const { estimate, provider } = lead.take;
    if (estimate.kind === "unknown" || estimate.listPrice === undefined) continue;
    const { source, asOf } = estimate.listPrice;
    const read = `${source}, ${asOf}`;
    sources.set(read, (sources.get(read) ?? new Set()).add(provider));
  }
  return [...sources]
    .map(([read, providers]) => {
      const names = [...providers].join(", ");
      return say`Based on the list prices of ${names} (${read}); \`price:\` under \`providers:\` overrides them.\n`;
    })
    .join("");
}
