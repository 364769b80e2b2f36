import { isJsonObject, validateMessage } from "@shotlist/schema";
import { fixturesOf } from "@shotlist/schema/fixtures";
import { describe, expect, test } from "vitest";
import { mountFormats, playableFormats } from "../formats/mount.ts";
import { startMock } from "../testing/start-mock.ts";

describe.each(playableFormats)("%s", (format) => {
  const [mounted] = mountFormats([format]);
  const requests = fixturesOf(format).filter(({ message }) => message === "submit.request");

  test("accepts exactly the bodies that the schema accepts, and names a broken rule of the others", async () => {
    const { mock, submit } = await startMock(format, { journalLimit: 5000 });
    const departures: unknown[] = [];
    for (const { body } of requests) {
      const verdict = validateMessage(format, "submit.request", body);
      // oxlint-disable-next-line no-await-in-loop -- in order, so that the journal's last entry is this one's
      const answer = await submit(body);
      const { errors = [], advice = [] } = mock.requests.at(-1) ?? {};
      const told = JSON.stringify(answer.body);
      // A body may name a task, and no schema knows which tasks there are.
      const fault = verdict.ok && isJsonObject(body) ? mounted?.vendor.findFault?.(body, () => undefined) : undefined;
      const asTheSchema = verdict.ok
        ? (answer.status === 200) === (fault === undefined) && errors.length === 0
        : answer.status >= 400 && told.includes(`rule ${verdict.errors[0]?.rule}`);
      if (!asTheSchema || advice.length !== verdict.advice.length) departures.push({ body, answer, verdict });
      if (
        !validateMessage(format, verdict.ok && fault === undefined ? "submit.response" : "error.response", answer.body)
          .ok
      ) {
        departures.push({ body, answer });
      }
    }
    expect(departures).toEqual([]);
    expect(requests.length).toBeGreaterThan(20);
  });

  test("refuses also what is only advised against, where it is strict", async () => {
    const { submit } = await startMock(format, { strict: true });
    const advised = requests.filter(({ body }) => {
      const loose = validateMessage(format, "submit.request", body);
      const strict = validateMessage(format, "submit.request", body, { strict: true });
      return loose.ok && !strict.ok;
    });
    const statuses = await Promise.all(advised.map(async ({ body }) => (await submit(body)).status));
    expect(statuses.filter((status) => status < 400)).toEqual([]);
    expect(advised.length).toBeGreaterThan(0);
  });
});
