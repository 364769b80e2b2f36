import type { Standing, TakeStanding } from "../state/standing.ts";
import { say, translate } from "../text/say.ts";
import type { Output } from "../world/world.ts";
import { cut } from "../output/cut.ts";
import { formatMoney } from "../output/money.ts";
import { stateWords } from "../output/outcome-words.ts";
import { toOneLine } from "../output/plain-text.ts";
import { withBar, type BarRoom } from "../output/progress/bar.ts";
import { createPainter } from "../output/progress/painter.ts";
import type { Style } from "../output/style.ts";
import { formatElapsed } from "../output/units.ts";

/** Shows standings one after the other. */
export interface Watched {
  show(standings: readonly Standing[], elapsedMs: number): void;
  /** Takes away what does not stay. */
  close(): void;
}

/** Three lines of a terminal that stay in their place. */
export function createWatchedView(output: Output, style: Style): Watched {
  const painter = createPainter(output);
  let before: ReadonlyMap<string, string> | undefined;
  let latest = "";
  return {
    show(standings, elapsedMs) {
      const states = statesOf(standings);
      if (before !== undefined) latest = newestChange(before, states) ?? latest;
      before = states;
      painter.paint(viewLines(standings, { latest, elapsedMs }, { style, room: output.columns - 1 }));
    },
    close: () => painter.erase(),
  };
}

/** A line for each time that something has changed. */
export function createWatchedLog(output: Output): Watched {
  let before = "";
  return {
    show(standings, elapsedMs) {
      const line = joined([countsOf(standings), moneyOf(standings)]);
      if (line === before) return;
      before = line;
      output.write(`[${formatElapsed(elapsedMs)}] ${toOneLine(line)}\n`);
    },
    close: () => undefined,
  };
}

function viewLines(
  standings: readonly Standing[],
  { latest, elapsedMs }: { readonly latest: string; readonly elapsedMs: number },
  { style, room }: BarRoom,
): readonly string[] {
  const takes = standings.flatMap((standing) => standing.takes);
  const rendered = takes.filter((take) => stateOf(take) === "downloaded").length;
  const share = takes.length === 0 ? 0 : rendered / takes.length;
  return [
    withBar(countsOf(standings), share, { style, room }),
    cut(joined([moneyOf(standings), formatElapsed(elapsedMs)]), room),
    cut(toOneLine(latest), room),
  ];
}

type StateName = keyof typeof stateWords;

function stateOf({ attempt }: TakeStanding): StateName {
  return attempt?.state ?? "planned";
}

/** `12 of 40 · 3 running · 1 failed`. */
function countsOf(standings: readonly Standing[]): string {
  const counts = new Map<StateName, number>();
  for (const take of standings.flatMap(({ takes }) => takes)) {
    counts.set(stateOf(take), (counts.get(stateOf(take)) ?? 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const others = [...counts].filter(([state]) => state !== "downloaded");
  return joined([
    say`${counts.get("downloaded") ?? 0} of ${all} rendered`,
    ...others.map(([state, count]) => say`${count} ${translate(stateWords[state])}`),
  ]);
}

/** The money of each realm by itself: one of them is real. */
function moneyOf(standings: readonly Standing[]): string {
  return joined(
    standings.flatMap(({ realmClass, spent, reserved }) => {
      const parts = [
        ...(spent.length === 0 ? [] : [say`${formatMoney(spent)} spent`]),
        ...(reserved.length === 0 ? [] : [say`${formatMoney(reserved)} reserved`]),
      ];
      return parts.length === 0 ? [] : [`${realmClass}: ${parts.join(say`, `)}`];
    }),
  );
}

function statesOf(standings: readonly Standing[]): ReadonlyMap<string, string> {
  return new Map(
    standings.flatMap(({ takes }) =>
      takes.map((take) => [`${take.storyboard}/${take.id}`, translate(stateWords[stateOf(take)])] as const),
    ),
  );
}

function newestChange(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string | undefined {
  const changed = [...after].filter(([name, state]) => before.get(name) !== state).at(-1);
  return changed === undefined ? undefined : `${changed[0]}: ${changed[1]}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}
