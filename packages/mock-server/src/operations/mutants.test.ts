import { validateMessage } from "@shotlist/schema";
import { describe, expect, test } from "vitest";
import { playableFormats } from "../formats/mount.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import { startMock } from "../testing/start-mock.ts";

/** What a careless client may put in the place of any property. */
const mutants: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -1,
  1,
  1.5,
  5,
  12,
  99,
  1e21,
  "",
  " ",
  "5",
  "720p",
  "16:9",
  "x".repeat(5000),
  [],
  [null],
  [{}],
  {},
  { type: "text" },
];

describe.each(playableFormats)("%s", (format) => {
  test("gives the schema's verdict on every property with every mutant in its place", async () => {
    const { submit } = await startMock(format);
    const sample = sampleRequest(format);
    const bodies = [...Object.keys(sample), "unheard_of"].flatMap((name) =>
      mutants.map((mutant) => ({ ...sample, [name]: mutant })),
    );
    const answers = await Promise.all(
      bodies.map(async (body) => {
        const sent: unknown = JSON.parse(JSON.stringify(body));
        return {
          body,
          accepted: (await submit(sent)).status === 200,
          verdict: validateMessage(format, "submit.request", sent).ok,
        };
      }),
    );
    expect(mutants.length).toBeGreaterThanOrEqual(20);
    expect(answers.filter(({ accepted, verdict }) => accepted !== verdict)).toEqual([]);
    expect(new Set(answers.map(({ accepted }) => accepted)).size).toBe(2);
  });
});
