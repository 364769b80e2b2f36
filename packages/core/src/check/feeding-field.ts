import type { JsonValue } from "@shotlist/schema";
import { canonicalJson } from "../model/canonical-json.ts";
import type { Reference } from "../model/media.ts";
import type { CarriedFields } from "../wire/carried-fields.ts";
import { type ResolvedShot, type ShotFieldName, shotFieldNames, shotFields } from "../model/shot.ts";

/** Encodes a shot; `altered` is the medium to be given another value than its own. */
export type Encode = (asked: ResolvedShot, altered?: Reference) => JsonValue | undefined;

/** A shot with one of its fields changed. */
interface Alteration {
  readonly name: ShotFieldName;
  /** Such as `duration`, or `reference 2` for the third of the shot's references. */
  readonly field: string;
  readonly asked: ResolvedShot;
  readonly medium?: Reference;
}

/**
 * The field that feeds a place of the body: the one whose change changes that place. It is found by encoding again with
 * one field altered at a time, so that no list says twice what a codec already says. Where nothing feeds the place itself, such
 * as for a key that is missing, the nearest place around it is asked for.
 */
export function fieldFeeding(
  path: string,
  asked: ResolvedShot,
  { encode, carried }: { readonly encode: Encode; readonly carried?: CarriedFields | undefined },
): string | undefined {
  const body = encode(asked);
  // What a format never says feeds nothing, and could not be encoded with another value.
  const said = alterationsOf(asked).filter(({ name }) => carried?.[name] !== "never");
  const altered = said.map((alteration) => ({
    field: alteration.field,
    body: encode(alteration.asked, alteration.medium),
  }));
  const steps = stepsOf(path);
  for (let length = steps.length; length > 0; length -= 1) {
    const around = steps.slice(0, length);
    const before = textAt(body, around);
    const found = altered.find((other) => textAt(other.body, around) !== before);
    if (found !== undefined) return found.field;
  }
  return undefined;
}

/** What overrides others is asked first; the model, on which much depends, last. */
const alteredFields: readonly ShotFieldName[] = [
  "extra",
  "references",
  "prompt",
  ...shotFieldNames.filter((name) => shotFields[name].alter === undefined && name !== "extra" && name !== "references"),
  ...shotFieldNames.filter((name) => shotFields[name].alter !== undefined && name !== "prompt" && name !== "model"),
  "model",
];

function alterationsOf(asked: ResolvedShot): readonly Alteration[] {
  return alteredFields.flatMap((field): readonly Alteration[] => {
    if (field === "references") {
      return asked.references.map((medium, index) => ({
        name: field,
        field: `reference ${index}`,
        asked,
        medium,
      }));
    }
    if (asked[field] === undefined) return [];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is given the value of its own field
    const alter = shotFields[field].alter as ((value: unknown) => unknown) | undefined;
    const { [field]: value, ...rest } = asked;
    const altered = alter === undefined ? rest : { ...rest, [field]: alter(value) };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a field that every shot has is altered, never taken away
    return [{ name: field, field, asked: altered as ResolvedShot }];
  });
}

function textAt(body: JsonValue | undefined, steps: readonly string[]): string | undefined {
  let value = body;
  for (const step of steps) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Array.isArray(value) ? value[Number(step)] : Object.entries(value).find(([name]) => name === step)?.[1];
  }
  return value === undefined ? undefined : canonicalJson(value);
}

/** The steps of a JSON pointer. */
export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
