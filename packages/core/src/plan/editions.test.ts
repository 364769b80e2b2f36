import { editionsOf, factsOf, formatIds, inEdition, type FormatId } from "@shotlist/schema";
import { expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import { noFiles } from "../files/file-source.ts";

function compiledIn(format: FormatId, edition: string): { readonly digests: unknown; readonly bodies: unknown } {
  const [model] = factsOf(inEdition(format, editionsOf(format)[0]?.id)).models;
  if (model === undefined) throw new Error(`${format} has no model`);
  const sound = model.audioFixed === undefined ? "" : `, audio: ${model.audioFixed.value}`;
  const text = `shotlist: 1
name: editions
provider: mine
providers: { mine: { format: ${format}, edition: "${edition}", baseUrl: https://vendor.example.com } }
defaults: { prompt: A watch, model: ${model.id}, duration: 8, resolution: ${model.resolutions.value[0]}${sound} }
matrix: { ratio: [${model.ratios.value.map((ratio) => JSON.stringify(ratio)).join(", ")}] }
shots: [{ id: reveal }, { id: detail, takes: 2 }]
`;
  const { plan, diagnostics } = compileStoryboard({ file: "a.yaml", text }, { files: noFiles });
  if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return {
    digests: plan.takes.map(({ id, digest }) => [id, digest]),
    bodies: plan.takes.map(({ request }) => request.body),
  };
}

const pairs = formatIds.flatMap((format) =>
  editionsOf(format)
    .slice(1)
    .map(({ id }) => ({ format, edition: id, oldest: editionsOf(format)[0]?.id ?? "" })),
);

test.each(pairs)(
  "digests of $format do not depend on the edition: $edition is as $oldest",
  ({ format, edition, oldest }) => {
    expect(compiledIn(format, edition).digests).toEqual(compiledIn(format, oldest).digests);
  },
);

test.each(pairs)("what is sent to $format does not depend on it either: $edition", ({ format, edition, oldest }) => {
  expect(compiledIn(format, edition).bodies).toEqual(compiledIn(format, oldest).bodies);
});
