import { describe, expect, test } from "vitest";
import { editionsOf, factsOf, formatEditions, formatIds, formatOf, isFormatId } from "../formats.ts";
import type { Provenance } from "./provenance.ts";
import { listedValues } from "../rules/listed-values.ts";
import { messageSchema } from "../schemas.ts";
import { hasMessage } from "../validate-message.ts";

test("lists the documented formats in the order of their documents", () => {
  const documented = formatIds.filter((format) =>
    (editionsOf(format)[0] ?? factsOf(format)).document.startsWith("seed "),
  );
  expect(documented).toEqual(["gogogotoken", "toapis", "relaydance", "wisgate", "3hei"]);
});

test("distinguishes the id of a format from other values", () => {
  expect([isFormatId("wisgate"), isFormatId("toString"), isFormatId(undefined)]).toEqual([true, false, false]);
});

function isSourced(value: object): value is { readonly provenance: Provenance } {
  return "provenance" in value;
}

function provenancesIn(value: unknown): readonly Provenance[] {
  if (typeof value !== "object" || value === null) return [];
  const own = isSourced(value) ? [value.provenance] : [];
  return [...own, ...Object.values(value).flatMap((inner) => provenancesIn(inner))];
}

describe.each(formatEditions)("the facts of %s", (format) => {
  const facts = factsOf(format);
  const words = new Set(facts.statuses.map(({ word }) => word));

  test("are filed under their own id", () => {
    expect(facts.id).toBe(formatOf(format));
  });

  test("name a source for all that is not assumed", () => {
    const nameless = provenancesIn(facts).filter(({ grade, source = "" }) => (grade === "assumed") !== (source === ""));
    expect(nameless).toEqual([]);
  });

  test("know every word of the lifecycle, and end in every canonical end that is spoken of", () => {
    const edges = facts.lifecycle.flatMap(({ from, to }) => [from, to]);
    expect(edges.filter((word) => !words.has(word))).toEqual([]);
    expect(new Set(facts.statuses.map(({ word }) => word)).size).toBe(facts.statuses.length);
  });

  test("know every status word of the message schemas", () => {
    const schema = messageSchema(format, "task.response");
    const spoken = [
      ...(schema.properties?.["status"]?.enum ?? []),
      ...(schema.properties?.["data"]?.properties?.["status"]?.enum ?? []),
    ];
    expect(spoken.filter((word) => typeof word !== "string" || !words.has(word))).toEqual([]);
  });

  test("list the models that the request's schema allows", () => {
    const allowed = listedValues(messageSchema(format, "submit.request").properties?.["model"] ?? {});
    expect(facts.openModels ? undefined : facts.models.map(({ id }) => id)).toEqual(allowed);
  });

  test("give pixels for every resolution and ratio that a model offers", () => {
    const pixels = facts.ratioPixels?.value ?? {};
    for (const { resolutions, ratios } of facts.models) {
      for (const resolution of resolutions.value) {
        const fixed = ratios.value.filter((ratio) => /^\d+:\d+$/.test(ratio));
        expect(Object.keys(pixels[resolution] ?? {})).toEqual(expect.arrayContaining(fixed));
      }
    }
    for (const [width, height] of Object.values(pixels).flatMap((shapes) => Object.values(shapes))) {
      expect([width % 2, height % 2]).toEqual([0, 0]);
    }
  });

  test("price only models and resolutions that are offered", () => {
    for (const { models, resolutions = [] } of facts.prices) {
      for (const id of models) {
        const model = facts.models.find((known) => known.id === id);
        expect(model?.resolutions.value).toEqual(expect.arrayContaining([...resolutions]));
      }
    }
  });

  test("give one answer for each occasion of an error", () => {
    const occasions = facts.errors.map(({ occasion }) => occasion);
    expect(new Set(occasions).size).toBe(occasions.length);
    expect(hasMessage(format, "error.response")).toBe(true);
  });

  test("speak of webhooks only where their message is described", () => {
    expect(facts.webhook !== undefined).toBe(hasMessage(format, "webhook.request"));
  });
});
