import type { Fact, FormatFacts, Grade, ModelFacts, Provenance, Role } from "@shotlist/schema";
import { type OfferFact, type ShotFieldName, shotFieldNames, shotFields } from "@shotlist/core/shot-fields";
import { formWords, roles, roleWords } from "../facts-in-words.ts";
import { listed } from "../markdown.ts";
import { inOrderOf, rangesOf } from "../units.ts";

/** Something that a shot may ask for, as a set of values: what one format offers and another does not is what is lost. */
export interface Capability {
  readonly name: string;
  readonly offered: (facts: FormatFacts) => Offer;
  /** How a set of values reads; never called with an empty one. */
  readonly show: (values: readonly string[]) => string;
}

interface Offer {
  /** What some model of the format offers. */
  readonly values: readonly string[];
  /** The weakest source among the models that offer it. */
  readonly grade: Grade;
}

export interface Topic {
  readonly title: string;
  readonly capabilities: readonly Capability[];
}

/** What a shot may ask for, by topic. */
export const topics: readonly Topic[] = [
  {
    title: "Media",
    capabilities: roles.map(mediaOf),
  },
  {
    title: "Picture and length",
    capabilities: [
      fromModels(
        "length in seconds",
        ({ duration }) => duration,
        ({ min, max, step = 1 }) => wholeNumbers(min, max, step),
        (values) => rangesOf(values.map(Number)),
      ),
      yes("length in frames", ({ frames }) => frames),
      fromModels(
        "resolutions",
        ({ resolutions }) => resolutions,
        (values) => values,
        inOrderOf(pixelsOf),
      ),
      fromModels(
        "ratios",
        ({ ratios }) => ratios,
        (values) => values,
        inOrderOf(flatnessOf),
      ),
    ],
  },
  {
    title: "Sound and switches",
    capabilities: shotFieldNames.flatMap(optionOf),
  },
];

/** What a cell says of a switch that is offered. */
export const offeredSwitch = "yes";

/** Every capability, in the order of the topics. */
export const capabilities: readonly Capability[] = topics.flatMap((topic) => topic.capabilities);

/** An option of a shot, as the fact says that offers it. */
function optionOf(field: ShotFieldName): readonly Capability[] {
  const { offered, title } = shotFields[field];
  if (offered === "always" || offered === "by rule") return [];
  const factOf = (model: ModelFacts): ModelFacts[OfferFact] =>
    offered === "audio" && model.audioFixed?.value === true ? model.audioFixed : model[offered];
  return [
    fromModels(title, factOf, (value) => (Array.isArray(value) ? value : value === false ? [] : [offeredSwitch])),
  ];
}

/** How many media a role takes, and in which forms. */
function mediaOf(role: Role): Capability {
  return fromModels(
    roleWords[role],
    ({ roles: { [role]: facts } }) =>
      facts === undefined || facts.max === 0 ? undefined : { value: facts, provenance: facts.provenance },
    ({ forms, max }) => [...wholeNumbers(1, max, 1), ...forms],
    (values) => {
      const counts = values.filter((value) => /^\d+$/.test(value)).map(Number);
      const forms = Object.entries(formWords)
        .filter(([form]) => values.includes(form))
        .map(([, words]) => words);
      return [
        ...(counts.length === 0 ? [] : [rangesOf(counts)]),
        ...(forms.length === 0 ? [] : [`as ${listed(forms)}`]),
      ].join(" ");
    },
  );
}

function yes(name: string, factOf: (model: ModelFacts) => Fact<unknown> | undefined): Capability {
  return fromModels(name, factOf, (value) => (value === false ? [] : [offeredSwitch]));
}

function fromModels<Value>(
  name: string,
  factOf: (model: ModelFacts) => Fact<Value> | undefined,
  valuesOf: (value: Value) => readonly string[],
  show: Capability["show"] = (values) => values.join(", "),
): Capability {
  return {
    name,
    show,
    offered: ({ models }) => {
      const offers = models.flatMap((model) => {
        const fact = factOf(model);
        if (fact === undefined) return [];
        const values = valuesOf(fact.value);
        return values.length === 0 ? [] : [{ values, provenance: fact.provenance }];
      });
      return {
        values: [...new Set(offers.flatMap(({ values }) => values))],
        grade: weakest(offers.map(({ provenance }) => provenance)),
      };
    },
  };
}

const strength: readonly Grade[] = ["documented", "observed", "public", "assumed"];

function weakest(provenances: readonly Provenance[]): Grade {
  return strength.findLast((grade) => provenances.some((provenance) => provenance.grade === grade)) ?? "documented";
}

function wholeNumbers(min: number, max: number, step: number): readonly string[] {
  return Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, index) => `${min + index * step}`);
}

/** `4k` after `1080p`. */
function pixelsOf(resolution: string): number {
  return Number.parseInt(resolution, 10) * (resolution.endsWith("k") ? 540 : 1);
}

/** Wide shapes first, words last. */
function flatnessOf(ratio: string): number {
  const [width = "", height = ""] = ratio.split(":");
  return height === "" ? Number.POSITIVE_INFINITY : Number(height) / Number(width);
}
