import { isUsable } from "../ledger/upload.ts";
import { backoffMs } from "../schedule/backoff.ts";
import type { Uploading } from "../work/context.ts";
import type { UploadResult } from "../work/upload-result.ts";
import type { Work } from "../work/work.ts";
import { accountOf } from "./account.ts";
import { headersOf } from "./headers.ts";
import { sendOnce } from "./send-upload.ts";
import { stoppedError } from "./submission.ts";
import type { UploadedFile } from "./uploaded-file.ts";

/** How often one file is sent in a run where nothing is known of it, and nothing is paid. */
const freeTries = 4;
const againBackoff = { firstMs: 2000, longestMs: 60_000 };

/**
 * The address of a local file at its provider: uploaded once for each account, whatever takes need it, and again once the address
 * has lapsed. What costs money is reserved and recorded before its first byte leaves, and held where its answer is lost.
 */
export async function addressOf(context: Uploading, work: Work, file: UploadedFile): Promise<UploadResult> {
  const { provider } = work;
  const { key } = headersOf(provider, context);
  const name = `${provider.realm} ${accountOf(provider, key)} ${file.media.sha256}`;
  for (;;) {
    const known = context.uploads.get(name);
    const result = known === undefined ? undefined : await known;
    if (result !== undefined && isStillGood(result, context.state.clock.now())) return result;
    // Somebody else has begun again meanwhile.
    if (context.uploads.get(name) !== known) continue;
    const begun = begin(context, work, file);
    context.uploads.set(name, begun);
    try {
      return await begun;
    } catch (error) {
      context.uploads.delete(name);
      throw error;
    }
  }
}

function isStillGood(result: UploadResult, at: number): boolean {
  if ("error" in result) return result.final;
  return isUsable({ ...result.upload, url: result.url }, at);
}

async function begin(context: Uploading, work: Work, file: UploadedFile): Promise<UploadResult> {
  const { provider } = work;
  const endpoint = context.formatOf(provider).uploadOf?.(file.kind);
  if (endpoint === undefined) throw new Error(`the format ${provider.format} has no upload of ${file.kind}`);
  const bytes = await file.bytes();
  const lane = context.laneOf(provider);
  for (let tries = 1; ; tries += 1) {
    await lane.beforeSubmit(context.stopping);
    const closed = lane.closed();
    if (closed !== undefined) return { error: closed, final: false };
    if (context.stopping.aborted) return { error: stoppedError, final: false };
    const result = await sendOnce(context, work, { ...file, endpoint, bytes });
    if (result !== "again" && !("failure" in result)) return result;
    if (result === "again") continue;
    if (tries >= freeTries)
      return { error: { ...result.failure, code: "upload_failed", hint: "Run again." }, final: false };
    await context.state.clock.sleep(backoffMs(tries, againBackoff, context.random), context.stopping);
  }
}
