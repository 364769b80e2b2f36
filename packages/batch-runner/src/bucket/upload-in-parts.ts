import { assertDone, assertThere, elementOf, failed, textOf } from "./answers.ts";
import type { BucketRequest, SignedRequests } from "./signed-requests.ts";

/** A larger object travels in parts of this size. */
export const partBytes: number = 8 * 1024 * 1024;

interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Each part is signed with its own hash. What fails leaves no parts behind where the server can take them away. */
export async function uploadInParts({ request }: SignedRequests, { name, bytes, headers }: Upload): Promise<void> {
  const begun = assertThere(await request({ method: "POST", name, query: { uploads: "" }, headers }));
  const uploadId = elementOf(textOf(begun.body), "UploadId") ?? "";
  if (uploadId === "") throw failed("no upload was begun", begun.body);
  try {
    const parts: string[] = [];
    for (let at = 0; at < bytes.length; at += partBytes) {
      const partNumber = String(parts.length + 1);
      const body = bytes.subarray(at, at + partBytes);
      const sent = await request({ method: "PUT", name, query: { partNumber, uploadId }, body });
      const { headers: answered } = assertThere(sent);
      parts.push(`<Part><PartNumber>${partNumber}</PartNumber><ETag>${toXml(answered["etag"] ?? "")}</ETag></Part>`);
    }
    const document = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
    assertDone(await request({ method: "POST", name, query: { uploadId }, body: Buffer.from(document) }));
  } catch (error) {
    const abort: BucketRequest = { method: "DELETE", name, query: { uploadId } };
    // What was to be said is why it failed.
    await request(abort).catch(() => undefined);
    throw error;
  }
}

function toXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
