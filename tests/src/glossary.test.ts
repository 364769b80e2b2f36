import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageNames, root } from "./sources.ts";

const page = readFileSync(join(root, "docs/glossary.md"), "utf8");
const words = [...page.matchAll(/^\| ([a-z][a-z ]*?) +\|/gmu)]
  .map(([, word = ""]) => word)
  .filter((word) => word !== "word");

/** Nouns of programming, of HTTP and of video that need no entry. */
const ordinary: ReadonlySet<string> = new Set(
  `action age answer bindings box bytes call cancellation change choice class clock code compiled config container cost
  count cutter decision defaults departure diff direction download error event expectation failure file form
  frame garbage grade header id input judgement key kind label layer level limit log lookup match mode money name
  object occasion operation options page part pattern phase pixels place price problem process progress
  random range rate reading receiver record recorder renderer report request result selection server session standing
  settings source state stop stream submitted subtitle summary support target term text total trait transport
  undecided use value out force word writer budget cutoff edge entry estimate fetch field formatted billed
  retriable ref refusal proxy markup headers signature wording`.split(/\s+/u),
);

/** The last word of an exported type: what kind of thing it is. */
function nounsOf(name: (typeof packageNames)[number]): readonly string[] {
  const report = readFileSync(join(root, "packages", name, "api/index.api.md"), "utf8");
  return [...report.matchAll(/^export (?:declare )?(?:abstract )?(?:interface|type|class) (\w+)/gmu)].map(
    ([, type = ""]) => (type.match(/[A-Z][a-z0-9]*/gu)?.at(-1) ?? type).toLowerCase(),
  );
}

function isKnown(noun: string, known: ReadonlySet<string>): boolean {
  return [noun, noun.replace(/s$/u, ""), noun.replace(/es$/u, ""), noun.replace(/ies$/u, "y")].some((one) =>
    known.has(one),
  );
}

const nouns = packageNames.filter((name) => name !== "cli").flatMap(nounsOf);

test("what packages export is named with words of the glossary, or with ordinary ones", () => {
  const known = new Set([...words.flatMap((word) => [word, word.replace(/s$/u, ""), ...word.split(" ")]), ...ordinary]);
  expect(nouns.filter((noun) => !isKnown(noun, known))).toEqual([]);
  expect(nouns.length).toBeGreaterThan(150);
});

test("an ordinary word is in use, and not in the glossary as well", () => {
  const used = new Set(nouns.flatMap((noun) => [noun, noun.replace(/s$/u, ""), noun.replace(/es$/u, "")]));
  expect([...ordinary].filter((word) => !used.has(word))).toEqual([]);
  expect([...ordinary].filter((word) => words.includes(word))).toEqual([]);
});

test("each word is explained once, with a sentence", () => {
  expect(words.toSorted()).toEqual([...new Set(words)].toSorted());
  const rows = page.split("\n").filter((line) => /^\| [a-z]/u.test(line) && !line.startsWith("| word "));
  expect(rows.filter((row) => !/^\| [a-z][a-z ]*? +\| [^|]{12,} \|$/u.test(row))).toEqual([]);
  expect(words.length).toBeGreaterThan(50);
});

test.each(["vendor", "work", "lane", "fence", "receipt", "store", "cell", "journal", "fault", "story", "facts"])(
  "explains %s, on which the code relies",
  (word) => {
    expect(words).toContain(word);
  },
);
