import { saysEmptyAccount } from "@shotlist/schema";
import { DeliveryError } from "../failures/delivery-error.ts";
import type { FormatSupport, UploadEndpoint } from "../formats/format-support.ts";
import { parseJson } from "../http/parse-json.ts";
import type { Failure } from "../lifecycle/state.ts";
import type { HttpAnswer } from "../ports/transport.ts";
import { holdsKey } from "../redact/key-forms.ts";
import { refuseAddress, type AddressRule } from "./check-address.ts";
import { toFailure } from "./classify-submit.ts";
import { isAboutAccount, isRefusal } from "./refusal-status.ts";

/** What is known about an upload after its request. */
export type UploadOutcome =
  | { readonly kind: "uploaded"; readonly url: string }
  /** Safe to repeat: nothing was sent. */
  | { readonly kind: "not-sent"; readonly failure: Failure }
  /** Safe to repeat later: refused at the gate. */
  | { readonly kind: "rate-limited"; readonly failure: Failure }
  /** The key or the account is at fault, not the file. */
  | { readonly kind: "closed"; readonly failure: Failure }
  /** This file will never be taken. */
  | { readonly kind: "refused"; readonly failure: Failure }
  /** It may have arrived, and be billed. */
  | { readonly kind: "unanswered"; readonly failure: Failure };

interface Reading {
  readonly codec: FormatSupport["codec"];
  readonly endpoint: UploadEndpoint;
  readonly key: string | undefined;
  readonly rule: AddressRule;
}

/** Reads an answer or a failure by status, code and phase; never by words. */
export function classifyUpload(result: HttpAnswer | DeliveryError, reading: Reading): UploadOutcome {
  if (result instanceof DeliveryError) {
    const { code, message, phase, status } = result;
    const isSent = status !== undefined || phase !== "not-sent";
    return { kind: isSent ? "unanswered" : "not-sent", failure: { code, message } };
  }
  const { status } = result;
  const body = parseJson(result.body);
  if (status >= 200 && status < 300) return readAddress(body, reading);
  const error = reading.codec.decodeError(status, body);
  const failure = toFailure(error, reading.key);
  if (isAboutAccount(status) || saysEmptyAccount(error.code)) return { kind: "closed", failure };
  if (status === 429) return { kind: "rate-limited", failure };
  return { kind: isRefusal(status) ? "refused" : "unanswered", failure };
}

/** The address goes into requests that cost money: it has to be one from which a vendor can fetch. It is never fetched here. */
function readAddress(body: unknown, { endpoint, key, rule }: Reading): UploadOutcome {
  const url = endpoint.urlIn(body);
  if (url === undefined) return unusable("The vendor accepted the upload, but its answer has no address");
  if (holdsKey(url, key))
    return unusable("The vendor accepted the upload, but the address in its answer holds the key");
  const refusal = refuseAddress(url, rule);
  return refusal === undefined ? { kind: "uploaded", url } : unusable(`The vendor accepted the upload. ${refusal}`);
}

function unusable(message: string): UploadOutcome {
  return { kind: "unanswered", failure: { code: "upload_unreadable", message } };
}

const longestKept = 2000;

/** Whether an address may be kept in a file: one with a query, a fragment or credentials may be signed. */
export function isKeepableAddress(url: string): boolean {
  return url.length <= longestKept && /^https?:\/\/[^\s?#\\@]+$/u.test(url);
}
