import { present } from "@shotlist/schema";
import type { UploadAdmission } from "../ledger/upload.ts";
import { toLedgerMoney, type LedgerMoney } from "../money/micros.ts";
import { uploadPriceOf } from "../money/upload-price.ts";
import type { Uploading } from "../work/context.ts";
import type { Work } from "../work/work.ts";
import { accountOf } from "./account.ts";
import { headersOf } from "./headers.ts";

/** Asks the ledger for an upload and its money. A take must still be affordable after its uploads: their caps leave room for it. */
export function admitUpload(context: Uploading, work: Work, sha256: string): Promise<UploadAdmission> {
  const { provider, lead } = work;
  const { clock, ledger } = context.state;
  const price = uploadPriceOf(provider);
  const reserve = context.reserveOf(work);
  const caps = context.capsOf(work).map((cap) => ({ ...cap, limit: without(cap.limit, reserve) }));
  return ledger.beginUpload(context.fence, {
    id: context.random.id(),
    realm: provider.realm,
    account: accountOf(provider, headersOf(provider, context).key),
    sha256,
    provider,
    storyboard: lead.storyboard,
    runId: context.runId,
    caps,
    at: clock.now(),
    ...present({
      steady: clock.steady?.(),
      price: price === undefined ? undefined : toLedgerMoney(price),
    }),
  });
}

function without(limit: LedgerMoney, reserve: LedgerMoney | undefined): LedgerMoney {
  if (reserve?.currency !== limit.currency) return limit;
  return { ...limit, micros: Math.max(0, limit.micros - reserve.micros) };
}
