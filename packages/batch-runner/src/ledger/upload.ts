import type { Realm, ResolvedProvider } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { Failure } from "../lifecycle/state.ts";
import type { LedgerMoney, Micros } from "../money/micros.ts";
import type { SteadyTime } from "../ports/clock.ts";
import type { Cap } from "./cap.ts";

/** What became of a local file that goes to a vendor. The names are what the ledger keeps. */
export type UploadState =
  /** It may be on its way. */
  | "uploading"
  | "uploaded"
  /** It costs money, and may have arrived; only a person may decide. */
  | "uncertain"
  /** Nothing was uploaded, as far as anybody has to pay. */
  | "failed"
  /** A person let it be uploaded again: history, and still paid for. */
  | "given-up";

/** One upload of a local file to an account at a vendor. */
export interface Upload {
  readonly id: string;
  readonly realm: Realm;
  /** Mark of the account: see `accountOf`. */
  readonly account: string;
  /** Of the bytes of the file, in hex. */
  readonly sha256: string;
  /** Name of the provider. */
  readonly provider: string;
  /** Name of the storyboard that pays. */
  readonly storyboard: string;
  readonly runId: string;
  readonly state: UploadState;
  /** With `uploaded`: where requests find it; absent where the address may be signed, which is in no file. */
  readonly url?: string;
  /** When the address ends, in milliseconds since 1970; absent where it does not. */
  readonly expiresAt?: number;
  /** What it costs; 0 where it is free. */
  readonly reserved: Micros;
  readonly currency?: string;
  readonly failure?: Failure;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Asks to upload a file. */
export interface UploadRequest extends Pick<Upload, "id" | "realm" | "account" | "sha256" | "storyboard" | "runId"> {
  readonly provider: ResolvedProvider;
  /** Absent where an upload is free. */
  readonly price?: LedgerMoney;
  readonly caps: readonly Cap[];
  readonly at: number;
  /** The same moment in a time that nobody can set. */
  readonly steady?: SteadyTime;
}

export type UploadAdmission =
  /** It is recorded as being uploaded, and its money is reserved: the request may leave. */
  | { readonly kind: "begun"; readonly upload: Upload }
  /** It is at the vendor already, and its address can be used for a while. */
  | { readonly kind: "uploaded"; readonly upload: Upload }
  /** An upload that costs money may have arrived: nothing is sent until a person decides. */
  | { readonly kind: "held"; readonly upload: Upload }
  | { readonly kind: "over-cap"; readonly cap: Cap; readonly taken: Micros };

/** How an upload ended. */
export type UploadEnd =
  | { readonly type: "uploaded"; readonly url?: string; readonly expiresAt?: number }
  /** Nothing was uploaded that has to be paid for: its money is free again. */
  | { readonly type: "failed"; readonly failure: Failure }
  /** It may have arrived. Of a free one nothing is known then; one with a price is uncertain. */
  | { readonly type: "unanswered"; readonly failure: Failure }
  /** A person lets it be uploaded again. */
  | { readonly type: "given-up" };

/** A vendor may fetch a file some time after the submit that names it. */
export const uploadMarginMs: number = 10 * 60_000;

/** Whether requests may name it at a time. */
export function isUsable({ state, url, expiresAt = Infinity }: Upload, at: number): boolean {
  return state === "uploaded" && url !== undefined && at + uploadMarginMs < expiresAt;
}

/** Whether it may have been paid for without being of use: only a person lets the file be uploaded again. */
export function isHeldUpload({ state, url, reserved, expiresAt = Infinity }: Upload, at: number): boolean {
  if (reserved === 0) return false;
  if (state === "uploaded") return url === undefined && at + uploadMarginMs < expiresAt;
  return state === "uploading" || state === "uncertain";
}

const worth: Readonly<Record<UploadState, number>> = {
  uploading: 0,
  uncertain: 1,
  failed: 2,
  uploaded: 3,
  "given-up": 4,
};

/** Whether `one` knows more of the same upload than `other`. */
export function knowsMoreOfUpload(one: Upload, other: Upload): boolean {
  const difference = worth[one.state] - worth[other.state];
  return difference === 0 ? one.updatedAt > other.updatedAt : difference > 0;
}

/** The upload after it has ended so, and what it costs then. */
export function endedUpload(upload: Upload, end: UploadEnd, at: number): Upload {
  const { failure: _, ...before } = upload;
  switch (end.type) {
    case "uploaded": {
      const { url, expiresAt } = end;
      return { ...before, state: "uploaded", ...present({ url, expiresAt }), updatedAt: at };
    }
    case "unanswered":
      if (upload.reserved > 0) return { ...before, state: "uncertain", failure: end.failure, updatedAt: at };
      return { ...before, state: "failed", failure: end.failure, updatedAt: at };
    case "failed":
      return { ...before, state: "failed", reserved: 0, failure: end.failure, updatedAt: at };
    case "given-up":
      return { ...before, state: "given-up", updatedAt: at };
    default:
      throw new Error(`no such end: ${JSON.stringify(end satisfies never)}`);
  }
}
