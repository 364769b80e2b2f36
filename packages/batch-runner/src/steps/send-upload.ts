import { present } from "@shotlist/schema";
import type { TakeError } from "../failures/take-error.ts";
import type { Upload, UploadEnd } from "../ledger/upload.ts";
import { fromMicros } from "../money/micros.ts";
import { about, type Uploading } from "../work/context.ts";
import type { UploadResult } from "../work/upload-result.ts";
import type { Work } from "../work/work.ts";
import { refusalOf } from "./admit.ts";
import { admitUpload } from "./admit-upload.ts";
import { isKeepableAddress } from "./classify-upload.ts";
import { leaveSoon } from "./leave-soon.ts";
import { postUpload } from "./post-upload.ts";
import { stoppedError } from "./submission.ts";
import type { ReadFile, UploadedFile } from "./uploaded-file.ts";

/** One request at most. `again`: nothing was sent, and the lane says when it can be. `failure`: it was for nothing, and costs nothing. */
export async function sendOnce(
  context: Uploading,
  work: Work,
  file: ReadFile,
): Promise<UploadResult | "again" | { readonly failure: TakeError }> {
  const { ledger, clock } = context.state;
  const { media, endpoint } = file;
  const { provider } = work;
  const mayLeave = leaveSoon(provider.realm, clock);
  const admission = await admitUpload(context, work, media.sha256);
  if (admission.kind === "over-cap") return { error: refusalOf(admission), final: false };
  if (admission.kind === "held") return { error: heldError(admission.upload, media.path), final: true };
  if (admission.kind === "uploaded") {
    const { url = "" } = admission.upload;
    return arrived(context, work, media, { upload: admission.upload, url, reused: true });
  }
  const { upload } = admission;
  if (context.stopping.aborted) {
    await ledger.endUpload(context.fence, upload.id, { type: "failed", failure: stoppedError }, clock.now());
    return { error: stoppedError, final: false };
  }
  context.emit({ type: "uploading", ...about(work), ...described(media, upload) });
  const { outcome, retryAfterMs } = await postUpload(context, work, file, mayLeave);
  const lane = context.laneOf(provider);
  const end = (ended: UploadEnd): Promise<Upload> => ledger.endUpload(context.fence, upload.id, ended, clock.now());
  switch (outcome.kind) {
    case "uploaded": {
      const lifeMs = provider.uploads?.lifeMs ?? endpoint.lifeMs;
      const { url } = outcome;
      const kept = isKeepableAddress(url) ? { url } : {};
      const ended = await end({ type: "uploaded", ...kept, expiresAt: Math.floor(clock.now() + lifeMs) });
      return arrived(context, work, media, { upload: ended, url, reused: false });
    }
    case "not-sent":
      await end({ type: "failed", failure: outcome.failure });
      lane.unreachable({
        code: "provider_unreachable",
        message: `${provider.name} cannot be reached: ${outcome.failure.message}`,
        hint: "Check the network and the provider's base URL, then run again.",
      });
      return "again";
    case "rate-limited":
      await end({ type: "failed", failure: outcome.failure });
      lane.submitLimited({ retryAfterMs, words: outcome.failure.message });
      return "again";
    case "closed":
      await end({ type: "failed", failure: outcome.failure });
      lane.close({
        ...outcome.failure,
        code: "provider_closed",
        message: `${provider.name} rejects the key or the account: ${outcome.failure.message}`,
        hint: `Check ${provider.apiKeyEnv} and the account's balance, then run again; nothing was paid.`,
      });
      return "again";
    case "refused":
      await end({ type: "failed", failure: outcome.failure });
      return { error: refusedError(outcome.failure, work, media.path), final: true };
    case "unanswered": {
      const ended = await end({ type: "unanswered", failure: outcome.failure });
      if (ended.state === "uncertain") return { error: heldError(ended, media.path), final: true };
      return { failure: { ...outcome.failure, message: `${media.path} was not uploaded: ${outcome.failure.message}` } };
    }
    default:
      throw new Error(`no such outcome: ${JSON.stringify(outcome satisfies never)}`);
  }
}

function arrived(
  context: Uploading,
  work: Work,
  media: UploadedFile["media"],
  { upload, url, reused }: { readonly upload: Upload; readonly url: string; readonly reused: boolean },
): UploadResult {
  const { reserved: cost, ...file } = described(media, upload);
  context.emit({ type: "uploaded", ...about(work), ...described(media, upload), reused });
  const { name: provider } = work.provider;
  context.uploaded.push({ provider, ...file, reused, ...(cost === undefined || reused ? {} : { cost }) });
  return { upload, url };
}

function described(
  { path, sha256, bytes }: UploadedFile["media"],
  { reserved, currency }: Upload,
): { path: string; sha256: string; bytes: number; reserved?: { amount: number; currency: string } } {
  const money = currency === undefined ? undefined : { amount: fromMicros(reserved), currency };
  return { path, sha256, bytes, ...present({ reserved: money }) };
}

function heldError({ state, failure, sha256 }: Upload, path: string): TakeError {
  const otherwise = state === "uploading" ? "another run may be uploading it" : "its address cannot be kept";
  const why = failure?.message ?? otherwise;
  return {
    code: "upload_uncertain",
    message: `${path} may have been uploaded and paid for: ${why}`,
    hint: `Look for file ${sha256.slice(0, 12)} at the vendor, then decide whether it is uploaded again.`,
    way: "decide-upload",
  };
}

function refusedError(failure: TakeError, { provider }: Work, path: string): TakeError {
  return {
    ...failure,
    code: "upload_refused",
    message: `${provider.name} refuses the upload of ${path}: ${failure.message}`,
    hint: "Use another file, or give it by URL.",
  };
}
