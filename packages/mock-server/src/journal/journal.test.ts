import { expect, test } from "vitest";
import { createJournal } from "./journal.ts";

test("keeps the newest entries in order and counts them all", () => {
  const journal = createJournal(3);
  for (const [index, path] of ["/1", "/2", "/3", "/4", "/5"].entries()) {
    journal.add({
      number: index + 1,
      atMs: 0,
      method: "GET",
      path,
      authorized: true,
      format: undefined,
      operation: undefined,
      status: 200,
      verdict: "accepted",
      taskId: undefined,
      price: undefined,
      errors: [],
      advice: [],
      body: undefined,
      fault: undefined,
    });
  }
  expect(journal.entries().map(({ number, path }) => `${number} ${path}`)).toEqual(["3 /3", "4 /4", "5 /5"]);
  expect(journal.total).toBe(5);
  journal.clear();
  expect([journal.total, journal.entries()]).toEqual([0, []]);
});
