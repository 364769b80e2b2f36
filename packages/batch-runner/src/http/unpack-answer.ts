import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from "node:zlib";
import { DeliveryError } from "../failures/delivery-error.ts";

type Unpacked = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

const unpackers: Readonly<Record<string, Unpacked>> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
  // Some servers leave the frame off that the name stands for.
  deflate: (bytes, options) => promisify(((bytes[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw)(bytes, options),
};

/**
 * An answer as it was before it was compressed, which was not asked for. `maxBytes` limits what comes out. The bytes decide:
 * what begins as JSON or a page does is what it is, whatever the header says, and gzip is known without one.
 */
export async function unpackAnswer(
  bytes: Uint8Array,
  { encoding, maxBytes }: { readonly encoding: string | undefined; readonly maxBytes: number },
): Promise<Uint8Array> {
  let unpacked = bytes;
  for (const name of encodingsOf(bytes, encoding).toReversed()) {
    const unpack = unpackers[name];
    if (unpack === undefined || unpacked.length === 0) return unpacked;
    unpacked = await unpackedWith(unpack, unpacked, maxBytes);
  }
  return unpacked;
}

function encodingsOf(bytes: Uint8Array, encoding: string | undefined): readonly string[] {
  const named = (encoding ?? "").split(",").map((name) => name.trim().toLowerCase());
  const packed = named.filter((name) => name !== "" && name !== "identity");
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return packed.length === 0 && isGzip ? ["gzip"] : packed;
}

function isText(bytes: Uint8Array): boolean {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 32)).trimStart();
  return /^[{["<]/u.test(start);
}

async function unpackedWith(unpack: Unpacked, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return await unpack(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE") throw tooLong(maxBytes);
    if (isText(bytes)) return bytes;
    throw new DeliveryError({
      phase: "answered",
      code: "answer_packed",
      message: "The answer is compressed, although this was not requested, and cannot be decompressed",
    });
  }
}

/** An answer that is longer than any vendor's is. */
export function tooLong(maxBytes: number): DeliveryError {
  return new DeliveryError({
    phase: "answered",
    code: "answer_too_long",
    message: `The answer is longer than ${maxBytes} bytes`,
    hint: "The address may be wrong: check the provider's base URL.",
  });
}
