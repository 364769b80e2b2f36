import { compileStoryboard, formatStoryboard, noFiles } from "@shotlist/core";
import { builtInProviders, editionsOf, factsAt, formatEditions, inEdition, validateMessage } from "@shotlist/schema";
import { expect, test } from "vitest";
import { starterStoryboard } from "./starter-storyboard.ts";

const schema = "./storyboard.schema.json";

test.each(builtInProviders)(
  "a storyboard to begin with has nothing to remark at $name and is laid out evenly",
  (provider) => {
    const text = starterStoryboard({ name: "launch", provider, schema });
    const { plan, diagnostics } = compileStoryboard({ file: "a.yaml", text }, { files: noFiles, strict: true });
    expect(diagnostics).toEqual([]);
    expect(plan?.takes).toHaveLength(4);
    expect(formatStoryboard({ file: "a.yaml", text }).text).toBe(text);
  },
);

/** Every built-in provider in every edition of its format; what has ended as a whole renders nothing in any of them. */
const offered = builtInProviders
  .filter(({ name, format }) => factsAt(name, format).endsOn === undefined)
  .flatMap(({ name, format }) =>
    editionsOf(format).map(({ id }) => ({ name, provider: { name, format }, edition: inEdition(format, id) })),
  );

test.each(offered)(
  "every request of a storyboard for $name is valid without a remark in $edition",
  ({ provider, edition }) => {
    const text = starterStoryboard({ name: "launch", provider, schema });
    const { plan } = compileStoryboard({ file: "a.yaml", text }, { files: noFiles });
    const verdicts = plan?.takes.map(({ request }) => validateMessage(edition, "submit.request", request.body));
    expect(verdicts).toEqual(Array.from({ length: 4 }, () => ({ ok: true, advice: [] })));
  },
);

test("an API that has ended is known by its date, and every other edition is rendered in", () => {
  const ended = builtInProviders.filter(({ name, format }) => factsAt(name, format).endsOn !== undefined);
  const known = new Set(offered.map(({ edition }) => edition));
  expect(formatEditions.filter((edition) => !known.has(edition))).toEqual(
    ended.flatMap(({ format }) => editionsOf(format).map(({ id }) => inEdition(format, id))),
  );
  expect(ended).toHaveLength(1);
});
