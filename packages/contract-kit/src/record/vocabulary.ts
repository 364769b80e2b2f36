import { factsOf, hasMessage, messageNames } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { messageSchema } from "@shotlist/schema/schemas";
import type { MessageSchema } from "@shotlist/schema/schemas";
import { schemasIn } from "../schema-walk/schemas-in.ts";

/** What a format spells out itself, and what can therefore reveal nothing about anyone who uses it. */
export interface Vocabulary {
  /** Members of enums, constants, status words, error codes, models, sizes. */
  readonly words: ReadonlySet<string>;
  /** What words and patterns are made of, between their dashes, dots and underscores. */
  readonly parts: ReadonlySet<string>;
  /** Names of properties. */
  readonly properties: ReadonlySet<string>;
  /** Names of properties that hold numbers. */
  readonly numbers: ReadonlySet<string>;
  /** Names of properties that say a status or a code. */
  readonly codes: ReadonlySet<string>;
  /** Lengths of texts at which some rule begins or ends to hold. */
  readonly lengths: readonly number[];
}

/** Collects what a format spells out in its schemas and facts. */
export function vocabularyOf(format: FormatRef): Vocabulary {
  const schemas = messageNames
    .filter((message) => hasMessage(format, message))
    .flatMap((message) => [...schemasIn(messageSchema(format, message))]);
  const words = new Set([...schemas.flatMap(wordsIn), ...wordsOfFacts(format)]);
  const patterns = schemas.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));
  const properties = schemas.flatMap((schema) => Object.entries(schema.properties ?? {}));
  return {
    words,
    parts: new Set([
      ...[...words].flatMap((word) => word.split(/[-._]/)),
      ...patterns.flatMap((pattern) => pattern.replaceAll(/\[[^\]]*\]|\\./g, " ").match(/[A-Za-z]{2,}/g) ?? []),
    ]),
    properties: new Set(properties.map(([name]) => name)),
    numbers: new Set(properties.filter(([, schema]) => [...schemasIn(schema)].some(isNumber)).map(([name]) => name)),
    lengths: schemas
      .flatMap(({ minLength = 0, maxLength = 0 }) => [minLength - 1, maxLength])
      .filter((bound) => bound > 0),
    codes: new Set(["code", "type", ...codePlaces(format).map((place) => place.split("/").at(-1) ?? "")]),
  };
}

function wordsIn({ enum: members = [], const: constant }: MessageSchema): readonly string[] {
  return [...members, constant].filter((word) => typeof word === "string");
}

function wordsOfFacts(format: FormatRef): readonly string[] {
  const { statuses, errors, models } = factsOf(format);
  return [
    ...statuses.map(({ word }) => word),
    ...(contractOf(format).webhookStatuses ?? []).map(({ word }) => word),
    ...errors.flatMap(({ code, type }) => [String(code), ...(type === undefined ? [] : [type])]),
    ...models.flatMap(({ id, aliases = [], resolutions, ratios, serviceTiers }) => [
      id,
      ...aliases,
      ...resolutions.value,
      ...ratios.value,
      ...(serviceTiers?.value ?? []),
    ]),
  ].filter((word) => word !== "");
}

function codePlaces(format: FormatRef): readonly string[] {
  const { status, errorCode = [], webhookStatus = [] } = contractOf(format).places;
  return [...status, ...errorCode, ...webhookStatus];
}

function isNumber({ type }: MessageSchema): boolean {
  return [type].flat().some((one) => one === "number" || one === "integer");
}
