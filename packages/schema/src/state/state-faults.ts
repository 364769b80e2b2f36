import { lockEntry, provider, record, review, upload } from "../generated/state/validators.js";
import type { CompiledValidator, KeywordError } from "../validation/compiled.ts";

/** What is wrong with a line of an exported ledger, in words that name the place; `undefined` where nothing is. */
export function faultOfLedgerRecord(value: unknown): string | undefined {
  return faultOf(record, value);
}

/** The same of an entry of a lock file. */
export function faultOfLockEntry(value: unknown): string | undefined {
  return faultOf(lockEntry, value);
}

/** The same of what people said about a take. */
export function faultOfReview(value: unknown): string | undefined {
  return faultOf(review, value);
}

/** The same of an endpoint as a ledger keeps it. */
export function faultOfStoredProvider(value: unknown): string | undefined {
  return faultOf(provider, value);
}

/** The same of an upload as a ledger keeps it. */
export function faultOfStoredUpload(value: unknown): string | undefined {
  return faultOf(upload, value);
}

/** Values are not repeated: they may be of any length, and come from anywhere. */
function faultOf(validate: CompiledValidator, value: unknown): string | undefined {
  if (validate(value)) return undefined;
  const [first] = validate.errors ?? [];
  return first === undefined ? "it is invalid" : wordsFor(first);
}

function wordsFor({ instancePath, keyword, params }: KeywordError): string {
  const place = instancePath === "" ? "the record" : placeOf(instancePath);
  switch (keyword) {
    case "required":
      return `${place} has no ${String(params["missingProperty"])}`;
    case "type":
      return `${place} is not of type ${String(params["type"])}`;
    case "discriminator":
    case "enum":
    case "const":
      return `${place} has a value that this release does not know`;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
      return `${place} is out of range`;
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return `${place} is too long`;
    default:
      return `${place} has the wrong form`;
  }
}

/** `/attempt/takes/0/take` as `attempt.takes.0.take`; what is not a plain name is left out. */
function placeOf(pointer: string): string {
  return pointer
    .slice(1)
    .split("/")
    .map((part) => (/^[\w-]{1,60}$/u.test(part) ? part : "…"))
    .join(".");
}
