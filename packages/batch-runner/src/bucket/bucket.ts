import { createHash } from "node:crypto";
import { assertDone, assertThere, elementOf, failed, textOf } from "./answers.ts";
import type { BucketPlace } from "./bucket-place.ts";
import type { SignedRequests } from "./signed-requests.ts";
import { partBytes, uploadInParts } from "./upload-in-parts.ts";

/** What a bucket says of one of its objects. */
interface BucketObject {
  readonly bytes: number;
  /** The hash that its writer gave it. */
  readonly sha256: string | undefined;
}

/** The metadata under which an object's hash is kept. */
const hashHeader = "x-amz-meta-sha256";

/** Named objects somewhere else. Every failure is a `StorageError`. */
export interface Bucket {
  readonly look: (name: string) => Promise<BucketObject | undefined>;
  /** The bytes of an object of this size, part by part. */
  readonly fetch: (name: string, bytes: number) => AsyncIterable<Uint8Array>;
  readonly text: (name: string) => Promise<string | undefined>;
  /** Writes it, and looks whether it is there as it was sent. */
  readonly put: (name: string, bytes: Uint8Array, mediaType: string) => Promise<void>;
  /** Gives an object another name. */
  readonly move: (name: string, to: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  readonly list: (start: string) => AsyncIterable<{ readonly name: string; readonly bytes: number }>;
  readonly close: () => Promise<void>;
}

export function createBucket(
  requests: SignedRequests,
  { name: bucketName, prefix }: Pick<BucketPlace, "name" | "prefix">,
): Bucket {
  async function look(name: string): Promise<BucketObject | undefined> {
    const { status, headers } = await requests.request({ method: "HEAD", name });
    return status === 404 ? undefined : { bytes: Number(headers["content-length"]), sha256: headers[hashHeader] };
  }

  async function put(name: string, bytes: Uint8Array, mediaType: string): Promise<void> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const headers = { "content-type": mediaType, [hashHeader]: sha256 };
    if (bytes.length > partBytes) await uploadInParts(requests, { name, bytes, headers });
    else assertThere(await requests.request({ method: "PUT", name, headers, body: bytes }));
    const there = await look(name);
    if (there?.bytes !== bytes.length || there.sha256 !== sha256) {
      throw failed("what was stored is not what was sent");
    }
  }

  async function* list(start: string): AsyncIterable<{ readonly name: string; readonly bytes: number }> {
    let next: string | undefined;
    do {
      const query = {
        "list-type": "2",
        prefix: prefix + start,
        ...(next === undefined ? {} : { "continuation-token": next }),
      };
      const answer = assertThere(await requests.request({ method: "GET", name: "", query }));
      const text = textOf(answer.body);
      for (const [, contents = ""] of text.matchAll(/<Contents>(.*?)<\/Contents>/gsu)) {
        const key = elementOf(contents, "Key") ?? "";
        if (key.startsWith(prefix))
          yield { name: key.slice(prefix.length), bytes: Number(elementOf(contents, "Size")) };
      }
      next = elementOf(text, "NextContinuationToken");
    } while (next !== undefined);
  }

  return {
    look,
    put,
    list,
    async *fetch(name, bytes) {
      for (let at = 0; at < bytes; at += partBytes) {
        const range = `bytes=${at}-${Math.min(at + partBytes, bytes) - 1}`;
        const headers = bytes > partBytes ? { range } : {};
        yield assertThere(await requests.request({ method: "GET", name, headers })).body;
      }
    },
    async text(name) {
      const { status, body } = await requests.request({ method: "GET", name });
      return status === 404 ? undefined : textOf(body);
    },
    async move(name, to) {
      const source = encodeURI(`/${bucketName}/${prefix}${name}`);
      const headers = { "x-amz-copy-source": source };
      assertDone(await requests.request({ method: "PUT", name: to, headers }));
      await requests.request({ method: "DELETE", name });
    },
    async remove(name) {
      await requests.request({ method: "DELETE", name });
    },
    close: requests.close,
  };
}
