import type { Fact } from "@shotlist/schema";
import { code, table } from "../markdown.ts";
import type { Page, Section } from "../page.ts";
import { bytesOf, counted, timeOf } from "../units.ts";

export const limits: Section = {
  title: "Limits and lifetimes",
  write: ({ facts, sources }: Page) => {
    const rows: string[][] = [];
    const row = <Value>(name: string, fact: Fact<Value> | undefined, show: (value: Value) => string): void => {
      if (fact !== undefined) rows.push([name, show(fact.value), sources.mark(fact.provenance, name)]);
    };
    row("least time between two polls", facts.pollEverySeconds, timeOf);
    row("longest wait for a task", facts.deadlineSeconds, timeOf);
    row("life of a link to a clip", facts.linkLifeSeconds, timeOf);
    row("memory of a finished task", facts.taskRetentionSeconds, timeOf);
    row("memory of a cancelled task", facts.cancelledRetentionSeconds, timeOf);
    row("requests", facts.requestsPerMinute, perMinute("request"));
    row("submits", facts.submitsPerMinute, perMinute("submit"));
    row("polls", facts.pollsPerMinute, perMinute("poll"));
    row("tasks at once", facts.concurrency, (count) => `${count}`);
    row("largest body", facts.maxBodyBytes, bytesOf);
    row("frames per second of a clip", facts.framesPerSecond, (count) => `${count}`);
    row("cost of a failed task", facts.failuresAreFree, (isFree) => (isFree ? "nothing" : "perhaps its price"));
    row("form of a task id", facts.taskIdPattern, code);
    row("way to find a lost submit", facts.lookup, (way) =>
      way.by === "list" ? "listing tasks" : `the client's own id in ${code(way.field)}`,
    );
    return table(["what", "value", "source"], rows);
  },
};

function perMinute(noun: string): (count: number) => string {
  return (count) => `${counted(count, noun)} a minute`;
}
