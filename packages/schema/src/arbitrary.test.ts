import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptedBody, looseBody, type Pick } from "./arbitrary.ts";
import { deriveBreaking } from "./fixtures/derive-fixtures.ts";
import { formatEditions, type FormatRef } from "./formats.ts";
import { messageSchema } from "./schemas.ts";
import { hasMessage, rulesOf, validateMessage } from "./validate-message.ts";
import { type MessageName, messageNames } from "./validation/verdict.ts";

/** A list of choices; past its end everything is as simple as can be. */
const choices = fc.array(fc.nat(), { maxLength: 200 });

function pickFrom(list: readonly number[]): Pick {
  let next = 0;
  return (below) => (list[next++] ?? 0) % below;
}

const messages = formatEditions.flatMap((format) =>
  messageNames.filter((message) => hasMessage(format, message)).map((message) => ({ format, message })),
);

/** The schema of an edition, compiled here and now: neither expanded nor stripped nor shortened. */
function compileSchema(format: FormatRef, message: MessageName): (body: unknown) => boolean {
  return new Ajv2020({ allErrors: true, discriminator: true, strict: false }).compile(messageSchema(format, message));
}

describe.each(messages)("$format $message", ({ format, message }) => {
  const simple = new Set(
    rulesOf(format, message)
      .filter(({ id }) =>
        /\.(type|enum|const|minimum|maximum|minItems|maxItems|required|additionalProperties)$/.test(id),
      )
      .map(({ id }) => id),
  );

  test("bodies made from the schema keep every bound, enum and type", () => {
    fc.assert(
      fc.property(choices, (list) => {
        const pick = pickFrom(list);
        const verdict = validateMessage(format, message, looseBody(format, message, pick), { strict: true });
        const broken = verdict.ok ? [] : verdict.errors.map(({ rule }) => rule);
        expect(broken.filter((rule) => simple.has(rule))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test("the compiled validator agrees with the schema on any body", () => {
    const isValid = compileSchema(format, message);
    fc.assert(
      fc.property(choices, fc.boolean(), fc.jsonValue(), (list, isMade, junk) => {
        const pick = pickFrom(list);
        const body = isMade ? looseBody(format, message, pick) : JSON.parse(JSON.stringify(junk));
        const { ok } = validateMessage(format, message, body, { strict: true });
        expect(ok).toBe(isValid(body));
      }),
      { numRuns: 60 },
    );
  });

  test("changing one thing of an accepted body breaks the rule that speaks of it", () => {
    fc.assert(
      fc.property(choices, fc.nat(), (list, which) => {
        const pick = pickFrom(list);
        const body = acceptedBody(format, message, { pick });
        fc.pre(body !== undefined);
        const accepted = { name: "made", message, provenance: { grade: "assumed" }, body } as const;
        const derived = deriveBreaking(messageSchema(format, message), [accepted]);
        const broken = derived[which % derived.length];
        if (broken === undefined) return;
        const verdict = validateMessage(format, message, broken.body, { strict: true });
        expect(verdict.ok ? [] : verdict.errors.map(({ rule }) => rule)).toContain(broken.breaks);
      }),
      { numRuns: 30 },
    );
  });
});
