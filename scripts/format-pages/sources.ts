import type { Grade, Provenance, Sources as Places } from "@shotlist/schema";
import { bullets, sentence } from "./markdown.ts";

/** Gives every source of a page a short mark, and keeps what is only assumed. */
export interface Sources {
  /** `D1`, `P2` or `A`. What is marked is named for the list of what is assumed. */
  readonly mark: (provenance: Provenance, subject: string) => string;
  /** What each mark stands for. */
  readonly legend: () => string;
  /** Everything marked so far that is only assumed, by the part of the page that it is in. */
  readonly assumed: () => string;
  /** What is marked from here on is in this part of the page. */
  readonly enter: (part: string) => void;
}

const letters: { readonly [grade in Grade]: string } = { documented: "D", observed: "O", public: "P", assumed: "A" };

const weights: { readonly [grade: string]: string } = {
  documented: "the vendor's own document",
  observed: "the vendor's live answers",
};

/** `places` says where each source is to be found, and of when it is. */
export function createSources(places: Places): Sources {
  const marks = new Map<string, string>();
  const counts = new Map<Grade, number>();
  const assumed = new Map<string, Set<string>>();
  let part = "";

  function mark({ grade, source }: Provenance, subject: string): string {
    if (grade === "assumed") {
      assumed.set(part, (assumed.get(part) ?? new Set()).add(subject));
      return letters.assumed;
    }
    const key = `${grade} ${source ?? ""}`;
    const known = marks.get(key);
    if (known !== undefined) return known;
    const count = (counts.get(grade) ?? 0) + 1;
    counts.set(grade, count);
    const fresh = `${letters[grade]}${count}`;
    marks.set(key, fresh);
    return fresh;
  }

  return {
    mark,
    legend: () => {
      const known = [...marks].map(([key, text]) => {
        const [grade = "", ...words] = key.split(" ");
        const source = words.join(" ");
        const weight = weights[grade] ?? "a public source";
        const found = places[source];
        return {
          text,
          line: `**${text}**: ${source}, ${weight}${found === undefined ? "" : ` (${found.place}, as of ${found.asOf})`}`,
        };
      });
      const sorted = known.toSorted((left, right) => left.text.localeCompare(right.text, "en", { numeric: true }));
      return bullets([...sorted.map(({ line }) => line), "**A**: assumed, a reasoned choice of this project"]);
    },
    assumed: () =>
      assumed.size === 0
        ? "Nothing."
        : bullets([...assumed].map(([name, subjects]) => `**${name}**: ${sentence([...subjects].join("; "))}`)),
    enter: (name) => {
      part = name;
    },
  };
}
