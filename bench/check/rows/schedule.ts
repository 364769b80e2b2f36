import { execFileSync } from "node:child_process";
import type { Figures, Goal, Row } from "../row.ts";

const overIdeal = (takes: number, places: number): Goal => ({
  figure: `makespan-${takes}`,
  what: `makespan of ${takes.toLocaleString("en")} takes, ${places} places, over the ideal schedule, in virtual time`,
  bound: 1.03,
  side: "at most",
});
const polls = (figure: string, how: string, bound: number): Goal => ({
  figure,
  what: `requests a task × mean lag, 20 in flight, over a fixed interval of 5 s: ${how}`,
  bound,
  side: "at most",
});

function isFigure(one: unknown): one is { readonly figure: string; readonly value: number } {
  return typeof one === "object" && one !== null && "figure" in one && "value" in one && typeof one.value === "number";
}

/** Schedules and polls in virtual time: always the same figures, whatever else the machine does. */
export const schedule: Row = {
  name: "schedule",
  goals: [
    overIdeal(30, 5),
    overIdeal(1000, 20),
    overIdeal(10_000, 50),
    polls("polls-with-lists", "with lists", 0.06),
    polls("polls-without-lists", "without lists", 0.7),
    polls("polls-with-webhooks", "with webhooks", 0.05),
  ],
  open: ({ root }) => {
    let found: Figures | undefined;
    const argv = ["-C", "@shotlist/source", "bench/schedule.ts", "--json"];
    return Promise.resolve({
      round() {
        // Every round would find the same.
        found ??= figuresIn(execFileSync(process.execPath, argv, { cwd: root, encoding: "utf8" }));
        return Promise.resolve(found);
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  },
};

function figuresIn(json: string): Figures {
  const found: unknown = JSON.parse(json);
  return Object.fromEntries(
    (Array.isArray(found) ? found : []).filter(isFigure).map(({ figure, value }) => [figure, value]),
  );
}
