import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import { DeliveryError } from "../failures/delivery-error.ts";
import type { HttpStream } from "../ports/transport.ts";

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** An answer that came compressed, although that was not asked for, as it was before; `undefined` where nobody knows how. */
export function unpack({ status, headers, body }: HttpStream, maxBytes: number): HttpStream | undefined {
  const decoder = decoders[headers["content-encoding"]?.trim().toLowerCase() ?? ""];
  if (decoder === undefined || status === 206) return undefined;
  // Lengths and validators are those of the compressed bytes: such a download is never continued.
  const { "content-length": _length, etag: _etag, "last-modified": _modified, ...others } = headers;
  return { status, headers: others, body: decoded(body, decoder(), maxBytes) };
}

async function* decoded(
  body: AsyncIterable<Uint8Array>,
  decoder: Transform,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let failure: unknown;
  pipeline(body, decoder, (error) => {
    failure = error ?? undefined;
  });
  let bytes = 0;
  try {
    for await (const chunk of decoder) {
      if (!(chunk instanceof Uint8Array)) continue;
      bytes += chunk.length;
      if (bytes > maxBytes) throw broken("answer_too_long", `The answer is longer than ${maxBytes} bytes`);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    if (failure instanceof DeliveryError) throw failure;
    throw broken("clip_cut", "The compressed answer cannot be decompressed");
  }
}

function broken(code: string, message: string): DeliveryError {
  return new DeliveryError({ phase: "answered", code, message });
}
