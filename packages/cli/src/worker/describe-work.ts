import { count } from "../output/units.ts";
import { say, translate } from "../text/say.ts";
import type { Work } from "./work-on.ts";

/** What a worker has done, in words. */
export function describeWork(works: readonly Work[]): string {
  const takes = works.flatMap((work) => work.takes);
  const good = takes.filter(({ status }) => status === "succeeded" || status === "cached").length;
  const handedBack = works.reduce((sum, work) => sum + work.handedBack, 0);
  const stops = works.flatMap(({ stopped }) =>
    stopped === undefined || stopped.code === "interrupted"
      ? []
      : `${translate(stopped.message)}\n${translate(stopped.hint ?? "")}\n`,
  );
  return [
    say`${translate(count(takes.length, "take"))} done, of which ${good} have their clips.\n`,
    handedBack === 0 ? "" : say`Handed back to other workers: ${handedBack}\n`,
    ...new Set(stops),
  ].join("");
}

/** The document of `worker --json`. */
export function workToJson(works: readonly Work[]): object {
  const takes = works.flatMap((work) => work.takes);
  const stopped = works.find((work) => work.stopped !== undefined)?.stopped;
  const byStatus = new Map<string, number>();
  for (const { status } of takes) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
  return {
    ok: takes.every(({ status }) => status === "succeeded" || status === "cached"),
    takes: takes.length,
    statuses: Object.fromEntries(byStatus),
    handedBack: works.reduce((sum, work) => sum + work.handedBack, 0),
    stopped,
  };
}
