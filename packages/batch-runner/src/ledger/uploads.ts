import { present } from "@shotlist/schema";
import { type Books, countersOf, type UploadRow, wholeMs } from "./books.ts";
import { capThatHolds } from "./cap-that-holds.ts";
import { faultOfUpload } from "./check-record.ts";
import type { LedgerTime } from "./ledger-time.ts";
import type { Lock } from "./lock.ts";
import type { SentNotes } from "./sent-notes.ts";
import { DamagedLedger, objectFromStored, textsFromStored } from "./stored.ts";
import {
  endedUpload,
  isHeldUpload,
  isUsable,
  knowsMoreOfUpload,
  type Upload,
  type UploadAdmission,
  type UploadEnd,
  type UploadRequest,
} from "./upload.ts";

/** Decisions about uploads of local files. */
export interface Uploads {
  readonly begin: (request: UploadRequest) => UploadAdmission;
  readonly end: (id: string, end: UploadEnd, at: number) => Upload;
  /** Takes in what another ledger, or a log, knows. Returns whether that was new. */
  readonly take: (upload: Upload) => boolean;
}

/** `noteSent` hears of uploads that cost money. */
export function createUploads(
  { books, lock, time }: { readonly books: Books; readonly lock: Pick<Lock, "isShared">; readonly time: LedgerTime },
  noteSent?: SentNotes["noteUpload"],
): Uploads {
  /** Its money is that of the row: what changes is spent, or comes back. */
  function replace(row: UploadRow, after: Upload): Upload {
    const before = uploadIn(row);
    const counters = textsFromStored(row.counters);
    books.spend(counters, after.currency ?? before.currency, after.reserved - before.reserved, 0);
    books.putUpload(after, counters);
    if (before.reserved > 0 || after.reserved > 0) noteSent?.(after);
    return after;
  }

  function add(upload: Upload, at: number): void {
    const { realm, runId, storyboard, provider: name, currency, reserved } = upload;
    const counters = countersOf({ realm, runId, takes: [{ storyboard, take: "" }], provider: { name }, at });
    books.spend(counters, currency, reserved, 0);
    books.putUpload(upload, counters);
  }

  return {
    begin(request) {
      const { id, realm, account, sha256, provider, storyboard, runId, price, caps } = request;
      const now = time(request.at, request.steady);
      const at = wholeMs(request.at);
      const rows = books.uploadsOf(realm, account, sha256);
      const known = rows.map(uploadIn);
      const usable = known.filter((upload) => isUsable(upload, at)).toSorted(lastsLonger)[0];
      if (usable !== undefined) return { kind: "uploaded", upload: usable };
      const heldRow = rows.find((row) => isHeldUpload(uploadIn(row), at));
      if (heldRow !== undefined) {
        const held = uploadIn(heldRow);
        // Where one run at a time writes, whoever was at it is gone.
        const isLeft = held.state === "uploading" && !lock.isShared;
        const end = { type: "unanswered", failure: interrupted } as const;
        const upload = isLeft ? replace(heldRow, endedUpload(held, end, at)) : held;
        return { kind: "held", upload };
      }
      const over = capThatHolds(books, { caps, reserve: price, at: now });
      if (over !== undefined) return { kind: "over-cap", ...over };
      const upload: Upload = {
        id,
        realm,
        account,
        sha256,
        provider: provider.name,
        storyboard,
        runId,
        state: "uploading",
        reserved: price?.micros ?? 0,
        ...present({ currency: price?.currency }),
        createdAt: at,
        updatedAt: at,
      };
      add(upload, now);
      if (upload.reserved > 0) noteSent?.(upload);
      return { kind: "begun", upload };
    },
    end(id, end, at) {
      const row = books.uploadOf(id);
      if (row === undefined) throw new Error(`the ledger knows no upload ${id}`);
      return replace(row, endedUpload(uploadIn(row), end, wholeMs(at)));
    },
    take(upload) {
      const row = books.uploadOf(upload.id);
      if (row !== undefined && !knowsMoreOfUpload(upload, uploadIn(row))) return false;
      if (row !== undefined) {
        replace(row, upload);
        return true;
      }
      add(upload, upload.createdAt);
      return true;
    },
  };
}

const interrupted = {
  code: "upload_interrupted",
  message: "The run ended before the vendor answered the upload",
} as const;

function lastsLonger({ expiresAt: one = Infinity }: Upload, { expiresAt: other = Infinity }: Upload): number {
  return one === other ? 0 : other - one;
}

/** A state folder may come from a stranger: its addresses go into requests. */
export function uploadIn({ upload: text }: Pick<UploadRow, "upload">): Upload {
  const upload = objectFromStored<Upload>(text);
  const fault = faultOfUpload(upload);
  if (fault !== undefined) throw new DamagedLedger(`an upload cannot be used: ${fault}`);
  return upload;
}
