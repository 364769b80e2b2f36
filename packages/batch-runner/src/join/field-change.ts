import type { JsonValue, PlannedTake } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { TakeRecord, Version } from "../ledger/take-record.ts";
import type { State } from "../state/state.ts";
import { changedFields, fieldValues, hashOf, fieldHashes } from "./field-hashes.ts";

/** A field of a take that has changed since it was rendered. */
export interface FieldChange {
  /** Its storyboard path within the shot, such as `prompt` or `references.images[0]`. */
  readonly field: string;
  /** Where it is written now; absent where it is not written any more, or is a default. */
  readonly place?: PlannedTake["fields"][string];
  /** The earlier value, if it is known. */
  readonly before?: JsonValue;
  /** The present value; absent if it is gone or cannot be shown, like an address. */
  readonly after?: JsonValue;
}

interface Known {
  readonly state: State | undefined;
  readonly versions: readonly Version[];
}

/** What changed since the ledger noted a take, in the order of its fields. */
export async function changesOf(
  take: PlannedTake,
  record: TakeRecord,
  { state, versions }: Known,
): Promise<readonly FieldChange[]> {
  const fields = changedFields(record.fields, fieldHashes(take));
  if (fields.length === 0) return [];
  const values = fieldValues(take);
  const former = formerValues(await formerRequest(record, { state, versions }));
  return fields.map((field) => {
    // The name of a field comes from the ledger, which may say `constructor`.
    const place = Object.hasOwn(take.fields, field) ? take.fields[field] : undefined;
    const hash = Object.hasOwn(record.fields, field) ? record.fields[field] : undefined;
    const before = hash === undefined ? undefined : former.get(hash);
    const after = shownValue(values.get(field));
    return {
      field,
      ...present({ place, before, after }),
    };
  });
}

/** How two plans differ in what they request for a take, in the order of the newer one. */
export function changesBetween(before: PlannedTake, now: PlannedTake): readonly FieldChange[] {
  const [old, values] = [fieldValues(before), fieldValues(now)];
  return changedFields(fieldHashes(before), fieldHashes(now)).map((field) => {
    const place = Object.hasOwn(now.fields, field) ? now.fields[field] : undefined;
    const [was, is] = [shownValue(old.get(field)), shownValue(values.get(field))];
    return {
      field,
      ...present({ place, before: was, after: is }),
    };
  });
}

/** Names what changed and where it is written: `shots[3].prompt, campaign.yaml:41:7`. */
export function describeChanges(changes: readonly FieldChange[]): string {
  return changes
    .map(({ field, place }) =>
      place === undefined ? field : `${place.path}, ${place.file}:${place.line}:${place.column}`,
    )
    .join("; ");
}

/** The request of the clip that was rendered, as its receipt has it. */
async function formerRequest({ digest }: TakeRecord, { state, versions }: Known): Promise<JsonValue | undefined> {
  const version = versions.findLast((one) => one.digest === digest);
  if (version === undefined || state === undefined) return undefined;
  const receipt = await state.store.readReceipt(version.sha256, version.attemptId);
  return receipt?.["request"];
}

/** Values that need no receipt to be found again. */
const plainValues: readonly JsonValue[] = [true, false, ...Array.from({ length: 602 }, (_, index) => index - 1)];

/**
 * Values that a field may have had, by the hash under which a ledger notes them. A ledger notes hashes alone; a value of the former
 * request that has the hash is the value, in whatever place and form the vendor's format had it.
 */
function formerValues(request: JsonValue | undefined): ReadonlyMap<string, JsonValue> {
  const found = new Map<string, JsonValue>();
  for (const value of [...plainValues, ...leavesOf(request)]) {
    for (const form of formsOf(value)) found.set(hashOf(form), value);
  }
  return found;
}

function leavesOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return typeof value === "object" ? Object.values(value).flatMap(leavesOf) : [value];
}

/** A prompt is a list of its parts. A format may write a number as a text. */
function formsOf(value: JsonValue): readonly JsonValue[] {
  if (typeof value !== "string") return [value];
  const number = /^\d+(?:\.\d+)?$/u.test(value) ? [Number(value)] : [];
  return [value, [value], ...number];
}

/** A prompt as one text, and plain values as they are. */
function shownValue(value: unknown): JsonValue | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) && value.every((part) => typeof part === "string") ? value.join("") : undefined;
}
