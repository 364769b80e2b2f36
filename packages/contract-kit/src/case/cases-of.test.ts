import { factsOf, formatIds, rulesOf } from "@shotlist/schema";
import { fixturesOf } from "@shotlist/schema/fixtures";
import { describe, expect, test } from "vitest";
import { casesOf } from "./cases-of.ts";

describe.each(formatIds)("the cases of %s", (format) => {
  const cases = casesOf(format);
  const facts = factsOf(format);

  test("have one for every rule of a submit", () => {
    const covered = new Set(cases.map(({ rule }) => rule));
    const missing = rulesOf(format, "submit.request").filter(({ id }) => !covered.has(`submit.request: ${id}`));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  test("hold both sides of every bound", () => {
    const bounded = rulesOf(format, "submit.request").filter(
      ({ id, level }) => /\.(minimum|maximum)$/.test(id) && level === "reject",
    );
    const oneSided = bounded.filter(({ id }) => {
      const kinds = new Set(
        cases.filter(({ rule }) => rule === `submit.request: ${id}`).map(({ expectation }) => expectation.kind),
      );
      return !(kinds.has("accepted") && kinds.has("refused"));
    });
    expect(oneSided.map(({ id }) => id)).toEqual([]);
  });

  test("use every body of the fixtures", () => {
    const sent = new Set(cases.map(({ request }) => ("body" in request ? JSON.stringify(request.body) : "")));
    const bodies = fixturesOf(format).filter(({ message }) => message === "submit.request");
    expect(bodies.filter(({ body }) => !sent.has(JSON.stringify(body))).map(({ name }) => name)).toEqual([]);
  });

  test("have one for every documented error", () => {
    const told = new Set(
      cases.flatMap(({ expectation }) => (expectation.kind === "refused" ? expectation.occasions : [])),
    );
    // Checked by a story, where a task must first be running.
    const inStories = ["cannot_cancel"];
    const missing = facts.errors.filter(({ occasion }) => !told.has(occasion) && !inStories.includes(occasion));
    expect(missing.map(({ occasion }) => occasion)).toEqual([]);
  });

  test("have one for every operation and every ending", () => {
    const operations = new Set<string>(cases.map(({ operation }) => operation));
    expect(Object.keys(facts.operations).filter((name) => !operations.has(name))).toEqual([]);
    const told = new Set<string>(
      cases.flatMap(({ request }) =>
        request.kind === "story" && request.ending !== undefined ? [request.ending] : [],
      ),
    );
    const endings = facts.statuses.filter(({ canonical }) => !["queued", "running", "succeeded"].includes(canonical));
    expect(endings.filter(({ canonical }) => !told.has(canonical))).toEqual([]);
  });

  test("have their own ids", () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  test("say of every submit with a valid key that it may bill", () => {
    const wrong = cases.filter(({ request, bills }) => {
      const submits = request.kind !== "call" || (request.operation === "submit" && request.key === "valid");
      return submits !== bills;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test("come first where they never bill", () => {
    const firstBilling = cases.findIndex(({ bills }) => bills);
    expect(cases.slice(firstBilling).every(({ bills }) => bills)).toBe(true);
  });
});
