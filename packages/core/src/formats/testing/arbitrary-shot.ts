import type { FormatFacts, MediaForm, MediaKind, ModelFacts, Role, RoleFacts } from "@shotlist/schema";
import * as fc from "fast-check";
import { ratiosOf } from "../../model/model-facts.ts";
import type { Media, PromptPart, Reference } from "../../model/media.ts";
import { excludes } from "../../model/shot-field.ts";
import { type ResolvedShot, shotFieldNames, shotFields } from "../../model/shot.ts";

const kindOfRole = {
  first_frame: "image",
  last_frame: "image",
  reference_image: "image",
  reference_video: "video",
  reference_audio: "audio",
} as const satisfies Record<Role, MediaKind>;

/** Any shot that a format offers, by its facts: what core's checks let through without a remark. */
export function arbitraryShot(facts: FormatFacts): fc.Arbitrary<ResolvedShot> {
  return fc.constantFrom(...facts.models).chain((model) => shotOf(model));
}

function shotOf(model: ModelFacts): fc.Arbitrary<ResolvedShot> {
  return arbitraryReferences(model).chain((references) =>
    fc.record(
      {
        prompt: arbitraryPrompt(references),
        model: fc.constant(model.id),
        duration: arbitraryDuration(model),
        resolution: fc.constantFrom(...model.resolutions.value),
        ratio: fc.constantFrom(...ratiosOf(model, references).value),
        references: fc.constant(references),
        ...arbitraryOptions(model, references),
        audio: arbitraryAudio(model),
      },
      { requiredKeys: ["prompt", "model", "duration", "resolution", "references", "audio"] },
    ),
  );
}

/** Fields whose own rules hold other fields to terms. */
const withTerms: ReadonlySet<string> = new Set(["draft", "draftOf", "task"]);

/** The fields that a fact of the model offers, each with a value that the fact allows. */
function arbitraryOptions(
  model: ModelFacts,
  references: readonly Reference[],
): { readonly [field: string]: fc.Arbitrary<unknown> } {
  return Object.fromEntries(
    shotFieldNames.flatMap((field): readonly (readonly [string, fc.Arbitrary<unknown>])[] => {
      const { offered, notWith } = shotFields[field];
      if (offered === "always" || offered === "by rule" || withTerms.has(field)) return [];
      const value = model[offered]?.value;
      if (value === undefined || value === false) return [];
      const isExcluded = references.some(({ role }) => excludes(notWith, role));
      if (value === true) return [[field, isExcluded ? fc.constant(false) : fc.boolean()]];
      return [[field, "min" in value ? fc.integer(value) : fc.constantFrom(...value)]];
    }),
  );
}

function arbitraryDuration({ duration: { value } }: ModelFacts): fc.Arbitrary<number> {
  const { min, max, step = 1 } = value;
  return fc.integer({ min: 0, max: Math.floor((max - min) / step) }).map((steps) => min + steps * step);
}

function arbitraryAudio({ audio, audioFixed }: ModelFacts): fc.Arbitrary<boolean> {
  if (audioFixed !== undefined) return fc.constant(audioFixed.value);
  return audio?.value === true ? fc.boolean() : fc.constant(false);
}

function arbitraryPrompt(references: readonly Reference[]): fc.Arbitrary<readonly PromptPart[]> {
  const words = fc.constantFrom("a watch turns ", "光铸的时间", "at dusk: ");
  const named = references.map(({ kind }, place) => ({
    kind,
    index: references.slice(0, place + 1).filter((other) => other.kind === kind).length,
  }));
  const part: fc.Arbitrary<PromptPart> = named.length === 0 ? words : fc.oneof(words, fc.constantFrom(...named));
  return fc.tuple(words, fc.array(part, { maxLength: 4 })).map(([first, rest]) => [first, ...rest]);
}

type References = fc.Arbitrary<readonly Reference[]>;

/** None, one or two frames, or media to refer to with an image or a video among them: the three exclusive modes. */
function arbitraryReferences({ roles }: ModelFacts): References {
  const some = (role: Role, least: 0 | 1): References => referencesOf(role, roles[role], least);
  const modes = [
    fc.constant([]),
    some("first_frame", 1),
    some("reference_image", 1),
    joined(some("reference_image", 0), some("reference_video", 1)),
  ];
  if (roles.first_frame !== undefined) modes.push(joined(some("first_frame", 1), some("last_frame", 1)));
  if (roles.reference_image !== undefined) {
    modes.push(joined(some("reference_image", 1), some("reference_video", 0), some("reference_audio", 1)));
  }
  return fc.oneof(...modes);
}

function referencesOf(role: Role, offer: RoleFacts | undefined, least: 0 | 1): References {
  if (offer === undefined) return fc.constant([]);
  const reference = fc
    .constantFrom(...offer.forms)
    .chain((form) => arbitraryMedia(form))
    .map((media) => ({ kind: kindOfRole[role], role, media }));
  return fc.array(reference, { minLength: least, maxLength: Math.min(offer.max, 3) });
}

function joined(...lists: readonly References[]): References {
  return fc.tuple(...lists).map((all) => all.flat());
}

function arbitraryMedia(form: MediaForm): fc.Arbitrary<Media> {
  const sha256 = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";
  switch (form) {
    case "url":
      return fc.nat().map((number) => ({ from: "url", url: `https://cdn.example.com/${number}` }));
    case "asset":
      return fc.nat().map((number) => ({ from: "asset", id: `asset-${number}` }));
    case "data":
    case "base64":
      return fc.constantFrom<Media>(
        { from: "file", path: "assets/medium", sha256, bytes: 16, mediaType: "application/octet-stream" },
        { from: "data", uri: "data:application/octet-stream;base64,AAAA", sha256 },
        { from: "take", take: "reveal", what: "lastFrame" },
      );
    default:
      return form satisfies never;
  }
}
