import type { Fact, FormatFacts, Grade } from "@shotlist/schema";
import { blocks, code, table } from "../markdown.ts";
import { counted, timeOf } from "../units.ts";
import { topics } from "./capability.ts";

/** Added to a value that the vendor's own document does not state. */
const gradeMarks: { readonly [grade in Grade]: string } = {
  documented: "",
  observed: " ᴼ",
  public: " ᴾ",
  assumed: " ᴬ",
};

/** What each format offers, one table for each topic; a format is a row, so that tables stay narrow. */
export function matrix(formats: readonly FormatFacts[]): string {
  const shots = topics.map(({ title, capabilities }) => {
    const rows = formats.map((facts) => [
      code(facts.id),
      ...capabilities.map(({ offered, show }) => {
        const { values, grade } = offered(facts);
        return values.length === 0 ? "no" : `${show(values)}${gradeMarks[grade]}`;
      }),
    ]);
    return blocks(`### ${title}`, table(["", ...capabilities.map(({ name }) => name)], rows));
  });
  return blocks(...shots, operating("Calls", calls, formats), operating("Times, limits and money", terms, formats));
}

function operating(title: string, columns: readonly Column[], formats: readonly FormatFacts[]): string {
  const rows = formats.map((facts) => [code(facts.id), ...columns.map(([, show]) => show(facts))]);
  return blocks(`### ${title}`, table(["", ...columns.map(([name]) => name)], rows));
}

type Column = readonly [string, (facts: FormatFacts) => string];

const calls: readonly Column[] = [
  ["webhook", ({ webhook }) => told(webhook, ({ onEveryStatus }) => (onEveryStatus ? "every status" : "the end"))],
  ["list tasks", ({ operations: { list } }) => (list === undefined ? "no" : `yes${markOf(list)}`)],
  ["cancel", ({ operations: { cancel } }) => (cancel === undefined ? "no" : `yes${markOf(cancel)}`)],
  ["list models", ({ operations: { models } }) => (models === undefined ? "no" : `yes${markOf(models)}`)],
  [
    "a lost submit is found by",
    ({ lookup }) => told(lookup, ({ by }) => (by === "list" ? "the list" : "the client's id")),
  ],
];

const terms: readonly Column[] = [
  ["a link lives for", ({ linkLifeSeconds }) => told(linkLifeSeconds, timeOf)],
  ["time between polls", ({ pollEverySeconds }) => told(pollEverySeconds, timeOf)],
  ["requests a minute", rates],
  ["failed tasks are free", ({ failuresAreFree }) => told(failuresAreFree, (isFree) => (isFree ? "yes" : "no"))],
  ["public prices", ({ prices }) => (prices.length === 0 ? "no" : counted(prices.length, "row"))],
];

function rates({ requestsPerMinute, submitsPerMinute, pollsPerMinute }: FormatFacts): string {
  if (requestsPerMinute !== undefined) return told(requestsPerMinute, String);
  const parts = [
    ...(submitsPerMinute === undefined ? [] : [`${submitsPerMinute.value} submits`]),
    ...(pollsPerMinute === undefined ? [] : [`${pollsPerMinute.value} polls`]),
  ];
  const fact = submitsPerMinute ?? pollsPerMinute;
  return fact === undefined ? "unknown" : `${parts.join(", ")}${markOf(fact)}`;
}

function told<Value>(fact: Fact<Value> | undefined, show: (value: Value) => string): string {
  return fact === undefined ? "no" : `${show(fact.value)}${markOf(fact)}`;
}

function markOf({ provenance }: Pick<Fact<unknown>, "provenance">): string {
  return gradeMarks[provenance.grade];
}
