import { factsOf } from "@shotlist/schema";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../model/canonical-json.ts";
import { type ResolvedShot, type ShotFieldName, shotFieldNames, shotFields } from "../model/shot.ts";
import { type CarriedFields, createGuard } from "../wire/carried-fields.ts";
import type { DefinedCodec } from "../wire/codec.ts";
import * as registry from "./registry.ts";
import { arbitraryShot } from "./testing/arbitrary-shot.ts";
import { mediaAtSubmit } from "./testing/bindings-at-submit.ts";
import { withoutUpstreamOptions } from "../wire/upstream-options.ts";
import { usualFields } from "../wire/usual-fields.ts";

const codecs = Object.values(registry).map(({ codec }): DefinedCodec => codec);

describe.each(codecs)("$id", (codec) => {
  const facts = factsOf(codec.id);
  const bodyOf = (shot: ResolvedShot): string => {
    const { body } = codec.encodeSubmit(shot, { media: mediaAtSubmit(shot.model, facts) });
    return canonicalJson(body);
  };

  it("carries a field as it says: another value gives another body, or none does", () => {
    const shots = fc.tuple(arbitraryShot(facts), arbitraryShot(facts), fc.constantFrom(...shotFieldNames));
    fc.assert(
      fc.property(shots, ([shot, other, name]) => {
        const saying = codec.fields[name];
        const changed: ResolvedShot = { ...shot, [name]: other[name] };
        fc.pre(shot.model === other.model && shot[name] !== undefined && other[name] !== undefined);
        fc.pre(shownOf(shot, name) !== shownOf(changed, name));
        const isCarried = typeof saying === "function" ? saying(shot, facts) : saying === "field";
        expect(bodyOf(changed) !== bodyOf(shot)).toBe(isCarried);
      }),
      { numRuns: 300 },
    );
  });

  it("can say every field that its facts offer, and refuses the rest before anything is sent", () => {
    const [model] = facts.models;
    for (const name of shotFieldNames) {
      const { offered } = shotFields[name];
      if (codec.fields[name] !== "never" || offered === "always" || offered === "by rule") continue;
      expect(facts.models.filter((each) => (each[offered]?.value ?? false) !== false)).toEqual([]);
      const shot: ResolvedShot = { ...plain, model: model?.id ?? "", [name]: true };
      expect(() => bodyOf(shot)).toThrow(`cannot say: ${name}`);
    }
  });
});

const plain: Omit<ResolvedShot, "model"> = {
  prompt: ["A watch turns"],
  duration: 5,
  resolution: "720p",
  references: [],
  audio: false,
};

/** A field as far as every body shows it: media by their number, since not every format says their roles. */
function shownOf(shot: ResolvedShot, name: ShotFieldName): string {
  return name === "references" ? String(shot.references.length) : JSON.stringify(shot[name]);
}

it("asks of a guard only what asks for something", () => {
  const refuse = createGuard({ ...usualFields, ...withoutUpstreamOptions, ...nothing });
  const shot: ResolvedShot = { ...plain, model: "m" };
  expect(() => refuse({ ...shot, watermark: false, draft: false })).not.toThrow();
  expect(() => refuse({ ...shot, seed: 0 })).toThrow("seed");
  expect(() => refuse({ ...shot, draft: true })).toThrow("draft");
  expect(() => refuse({ ...shot, serviceTier: "flex" })).toThrow("serviceTier");
});

it("does not compile where a format says nothing about a field", () => {
  const { seed: _seed, ...others } = nothing;
  // @ts-expect-error -- nothing is said about `seed`
  const fields: CarriedFields = { ...usualFields, ...withoutUpstreamOptions, ...others };
  expect(Object.keys(fields)).toHaveLength(shotFieldNames.length - 1);
});

const nothing = { frames: "never", seed: "never", draft: "never", draftOf: "never", task: "never" } as const;
