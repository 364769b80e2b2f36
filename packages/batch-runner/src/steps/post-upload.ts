import { DeliveryError } from "../failures/delivery-error.ts";
import { formOfFile } from "../http/form-of-file.ts";
import type { HttpAnswer } from "../ports/transport.ts";
import { readRetryAfter } from "../schedule/retry-after.ts";
import type { Uploading } from "../work/context.ts";
import type { Work } from "../work/work.ts";
import { addressRuleOf } from "./check-address.ts";
import { classifyUpload, type UploadOutcome } from "./classify-upload.ts";
import { headersOf } from "./headers.ts";
import type { ReadFile, UploadedFile } from "./uploaded-file.ts";

/** A large clip over a slow line. */
const uploadTimeoutMs = 10 * 60_000;
const answerMaxBytes = 1024 * 1024;

/** Sends a file once. */
export async function postUpload(
  context: Uploading,
  work: Work,
  { media, endpoint, bytes }: ReadFile,
): Promise<{ readonly outcome: UploadOutcome; readonly retryAfterMs: number | undefined }> {
  const { provider } = work;
  const form = formOfFile({ field: endpoint.field, name: nameFor(media), mediaType: media.mediaType, bytes });
  let result: HttpAnswer | DeliveryError;
  let key: string | undefined;
  try {
    const { headers, ...own } = headersOf(provider, context);
    key = own.key;
    result = await context.transport.request(
      {
        method: "POST",
        url: `${provider.baseUrl}${endpoint.path}`,
        headers: { ...headers, "content-type": form.contentType },
        body: form.body,
        timeoutMs: uploadTimeoutMs,
        maxBytes: answerMaxBytes,
      },
      { signal: context.cut },
    );
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    result = error;
  }
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
