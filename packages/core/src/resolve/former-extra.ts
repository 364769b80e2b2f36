import { isJsonObject, type JsonValue } from "@shotlist/schema";
import { codecFor } from "../formats/codec-for.ts";
import { mergeExtra } from "../wire/merge-extra.ts";
import { placeholderBindings } from "../wire/placeholder-bindings.ts";
import { canonicalJson } from "../model/canonical-json.ts";
import type { CompiledProvider } from "../model/provider.ts";
import { type ResolvedShot, type ShotFieldName, shotFieldNames, shotFields } from "../model/shot.ts";

const movedFields = shotFieldNames.filter((name) => shotFields[name].formerlyExtra !== undefined);

/** Whether a shot says something that earlier releases took through `extra` alone. */
export function saysFormerExtra(asked: ResolvedShot): boolean {
  return movedFields.some((name) => isMoved(name, asked[name]));
}

function isMoved(name: ShotFieldName, value: unknown): boolean {
  const { formerlyExtra } = shotFields[name];
  if (value === undefined || formerlyExtra === undefined) return false;
  return formerlyExtra === true || value === formerlyExtra.of;
}

/** What a field had to be then: nothing, or what the value in `extra` was laid over. */
function beforeExtra(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  const field = movedFields.find((moved) => moved === name);
  if (field === undefined || !isMoved(field, value)) return [[name, value]];
  const { formerlyExtra } = shotFields[field];
  return typeof formerlyExtra === "object" ? [[name, formerlyExtra.over]] : [];
}

/** The shot as it had to be written then: what its request has from these fields is in `extra`, at the format's own place. */
export function asFormerExtra(asked: ResolvedShot, { resolved, facts }: CompiledProvider): ResolvedShot {
  const kept = Object.entries(asked).flatMap(([name, value]) => beforeExtra(name, value));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no field that every shot has was ever in `extra`
  const without = Object.fromEntries(kept) as unknown as ResolvedShot;
  const bodyOf = (shot: ResolvedShot): JsonValue =>
    codecFor(resolved.format).encodeSubmit(shot, placeholderBindings(shot, facts)).body ?? null;
  const gained = difference(bodyOf(asked), bodyOf(without));
  return { ...without, extra: mergeExtra(isJsonObject(gained) ? gained : {}, asked.extra ?? {}) };
}

/** What the first has and the second has not; maps are compared key by key. */
function difference(one: JsonValue, other: JsonValue | undefined): JsonValue | undefined {
  if (other !== undefined && canonicalJson(one) === canonicalJson(other)) return undefined;
  if (!isJsonObject(one) || !isJsonObject(other)) return one;
  const found: { [key: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(one)) {
    const gained = difference(value, other[key]);
    if (gained !== undefined) found[key] = gained;
  }
  return found;
}
