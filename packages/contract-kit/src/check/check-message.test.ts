import { editionsOf, formatIds, inEdition } from "@shotlist/schema";
import { fixturesOf, writtenFixturesOf } from "@shotlist/schema/fixtures";
import { expect, test } from "vitest";
import { checkMessage } from "./check-message.ts";

const several = formatIds.filter((format) => editionsOf(format).length > 1);

test.each(several)("an answer of any edition of %s is right where no edition is asked for", (format) => {
  for (const { id } of editionsOf(format)) {
    const answers = writtenFixturesOf(inEdition(format, id)).filter(
      ({ message, breaks, expectsAdvice }) => message !== "submit.request" && !breaks && !expectsAdvice,
    );
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter(({ message, body }) => checkMessage(format, message, body).length > 0)).toEqual([]);
  }
});

test.each(several)("an answer that breaks a rule of every edition of %s is found out all the same", (format) => {
  const broken = fixturesOf(format).filter(
    ({ message, breaks, since, until }) =>
      message === "task.response" && breaks !== undefined && since === undefined && until === undefined,
  );
  const found = broken.map(({ body }) => checkMessage(format, "task.response", body).length > 0);
  expect(found.filter(Boolean).length).toBeGreaterThan(found.length / 2);
});
