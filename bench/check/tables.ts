import type { Figures, Row } from "./row.ts";
import { boundOf, judge, shown } from "./verdict.ts";

interface Measured {
  readonly now: Figures;
  readonly before: Figures | undefined;
}

/** A line for each goal of a row, with its bound and whether it holds. */
export function verdictLines(
  { name, goals }: Row,
  { now, before }: Measured,
): { readonly lines: readonly string[]; readonly allHold: boolean } {
  const verdicts = goals.map((goal) => judge(goal, now, before));
  const lines = verdicts.map(({ goal, figure, holds }) =>
    [name, goal.what, shown(figure, goal), boundOf(goal), holds ? "holds" : "**missed**"].join(" | "),
  );
  return { lines: lines.map((line) => `| ${line} |`), allHold: verdicts.every(({ holds }) => holds) };
}

/** A line for each goal of a row: the figure of both builds, and one over the other. */
export function compareLines({ name, goals }: Row, { now, before = {} }: Measured): readonly string[] {
  return goals.map((goal) => {
    const [own, former] = [now[goal.figure] ?? Number.NaN, before[goal.figure] ?? Number.NaN];
    const cells = [name, goal.what, shown(former, goal), shown(own, goal), (own / former).toFixed(2)];
    return `| ${cells.join(" | ")} |`;
  });
}
