import { describe, expect, test } from "vitest";
import { fixturesOf, writtenFixturesOf } from "./fixtures.ts";
import { formatEditions, formatIds } from "./formats.ts";
import { hasMessage, rulesOf, validateMessage } from "./validate-message.ts";
import { messageNames } from "./validation/verdict.ts";

describe.each([...new Set([...formatIds, ...formatEditions])])("%s", (format) => {
  const fixtures = fixturesOf(format);

  test("accepts every example of the document without a remark", () => {
    const remarks = writtenFixturesOf(format)
      .filter(({ breaks, expectsAdvice }) => breaks === undefined && expectsAdvice === undefined)
      .map(({ name, message, body }) => ({ name, verdict: validateMessage(format, message, body) }))
      .filter(({ verdict }) => !verdict.ok || verdict.advice.length > 0);
    expect(remarks).toEqual([]);
  });

  test("never refuses an accepted body", () => {
    const refused = fixtures
      .filter(({ breaks }) => breaks === undefined)
      .map(({ name, message, body }) => ({ name, verdict: validateMessage(format, message, body) }))
      .filter(({ verdict }) => !verdict.ok);
    expect(refused).toEqual([]);
  });

  test("gives exactly the advice that an accepted body expects", () => {
    for (const { name, message, body, expectsAdvice } of writtenFixturesOf(format)) {
      if (expectsAdvice === undefined) continue;
      const { advice } = validateMessage(format, message, body);
      expect({ name, advice: advice.map(({ rule }) => rule) }).toEqual({ name, advice: expectsAdvice });
    }
  });

  test("names the rule that a body breaks, at the rule's level", () => {
    const unnamed = fixtures.flatMap(({ name, message, body, breaks }) => {
      if (breaks === undefined) return [];
      const verdict = validateMessage(format, message, body);
      const level = rulesOf(format, message).find(({ id }) => id === breaks)?.level;
      // A rule that only advises, since it is of one edition, may break a body that the others refuse for their own reasons.
      const refusing = verdict.ok ? [] : verdict.errors;
      const named = level === "reject" ? refusing : [...refusing, ...verdict.advice];
      return named.some(({ rule }) => rule === breaks) ? [] : [{ name, breaks, level, verdict }];
    });
    expect(unnamed).toEqual([]);
  });

  test("refuses with strict what is otherwise only advised", () => {
    for (const { message, body, breaks } of fixtures) {
      if (breaks === undefined) continue;
      const verdict = validateMessage(format, message, body, { strict: true });
      expect(verdict).toMatchObject({ ok: false, advice: [] });
    }
  });

  test.each(messageNames.filter((message) => hasMessage(format, message)))(
    "has a breaking body for every rule of %s",
    (message) => {
      const broken = new Set(fixtures.filter((fixture) => fixture.message === message).map(({ breaks }) => breaks));
      const missing = rulesOf(format, message).filter(({ id }) => !broken.has(id));
      expect(missing.map(({ id }) => id)).toEqual([]);
    },
  );

  test("states the source of every body", () => {
    for (const { name, provenance } of fixtures) {
      if (provenance.grade === "assumed") continue;
      expect({ name, source: provenance.source }).toEqual({ name, source: expect.stringMatching(/./) });
    }
  });
});
