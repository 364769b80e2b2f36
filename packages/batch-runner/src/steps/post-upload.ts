import { formOfFile } from "../http/form-of-file.ts";
import { readRetryAfter } from "../schedule/retry-after.ts";
import type { Uploading } from "../work/context.ts";
import type { Work } from "../work/work.ts";
import { addressRuleOf } from "./check-address.ts";
import { classifyUpload, type UploadOutcome } from "./classify-upload.ts";
import { post } from "./post.ts";
import type { ReadFile, UploadedFile } from "./uploaded-file.ts";

/** A large clip over a slow line. */
const uploadTimeoutMs = 10 * 60_000;
const answerMaxBytes = 1024 * 1024;

/** Sends a file once. */
export async function postUpload(
  context: Uploading,
  work: Work,
  { media, endpoint, bytes }: ReadFile,
  mayLeave: () => boolean,
): Promise<{ readonly outcome: UploadOutcome; readonly retryAfterMs: number | undefined }> {
  const { provider } = work;
  const form = formOfFile({ field: endpoint.field, name: nameFor(media), mediaType: media.mediaType, bytes });
  const { result, key } = await post(context, provider, {
    ...form,
    method: "POST",
    path: endpoint.path,
    mayLeave,
    timeoutMs: uploadTimeoutMs,
    maxBytes: answerMaxBytes,
  });
  const { codec } = context.formatOf(provider);
  const rule = addressRuleOf(provider.baseUrl, context.options.linkHosts);
  return {
    outcome: classifyUpload(result, { codec, endpoint, key, rule }),
    retryAfterMs: readRetryAfter(result.headers ?? {}, context.state.clock.now()),
  };
}

/** What the file is called on this machine stays here; its ending says what it is. */
function nameFor({ path, sha256 }: UploadedFile["media"]): string {
  const ending = /\.[A-Za-z0-9]{1,5}$/u.exec(path)?.[0].toLowerCase() ?? "";
  return `${sha256.slice(0, 16)}${ending}`;
}
