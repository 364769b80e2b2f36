import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { documentedIn } from "./mutants-document.ts";
import { allMutants, judgeWhereItShows } from "./score.ts";

/** Judging every one takes minutes; the whole is measured by `scripts/measure-mutants.ts`. */
const slice = 23;

/** One case of each kind: which of many bodies is sent makes no difference to mistakes made by hand. */
const brief = {
  draws: 4,
  cases: [
    "submit/*",
    "poll/*",
    "models/*",
    "list/*",
    "lifecycle/runs-to-its-end-1",
    "lifecycle/two-tasks-stay-apart",
    "lifecycle/hides-from-strangers",
    "lifecycle/link-expires",
    "lifecycle/*-task",
    "lifecycle/finds-by-client-id",
    "lifecycle/hands-out-content",
    "generated/accepted-bodies",
  ],
};

const mutants = allMutants();
const text = readFileSync(new URL("../../../../../docs/contract-mutants.md", import.meta.url), "utf8");
const documented = documentedIn(text);

describe("deliberately wrong endpoints", () => {
  test("are at least 80 for each way to be wrong", () => {
    expect(mutants.filter(({ origin }) => origin === "by hand").length).toBeGreaterThan(80);
    expect(mutants.filter(({ origin }) => origin !== "by hand").length).toBeGreaterThan(80);
  });

  test("have their own ids", () => {
    expect(new Set(mutants.map(({ format, id }) => `${format} ${id}`)).size).toBe(mutants.length);
  });

  // Formats that came after the last measurement are judged below all the same.
  const measured = mutants.filter(({ format }) => documented.formats.has(format));

  test("that were written by hand are all in the document", () => {
    const known = new Set([...documented.caught, ...documented.missed, ...documented.silent]);
    const byHand = measured.filter(({ origin }) => origin === "by hand").map(({ format, id }) => `${format}: ${id}`);
    expect(byHand.filter((name) => !known.has(name))).toEqual([]);
    expect(documented.formats.size).toBeGreaterThanOrEqual(5);
  });

  test("are caught and rightly named, 95 in 100 and more", () => {
    const all = documented.caught.size + documented.missed.size;
    expect(documented.caught.size / all).toBeGreaterThanOrEqual(0.95);
    expect(all).toBeGreaterThan(measured.length * 0.9);
  });

  test("are shown by cases that a person can read", () => {
    expect(Number(/by a case of at most \*\*(\d+)\*\* calls/u.exec(text)?.[1])).toBeLessThanOrEqual(10);
  });

  const judged = mutants.filter(({ format, id }, index) => {
    const name = `${format}: ${id}`;
    return index % slice === 0 && !documented.silent.has(name) && !documented.missed.has(name);
  });
  test.each(judged.map((mutant) => [mutant.format, mutant.deviation, mutant] as const))(
    "%s: an endpoint that %s is caught",
    async (_format, _deviation, mutant) => {
      const { isActive, isNamed, rules, calls } = await judgeWhereItShows(mutant, brief);
      // What the mock never sends cannot go wrong there.
      expect({ isActive, isNamed, rules }).toEqual({ isActive, isNamed: isActive, rules });
      expect(calls ?? 1).toBeGreaterThan(0);
    },
  );
});
