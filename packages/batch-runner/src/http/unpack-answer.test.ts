import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { unpackAnswer } from "./unpack-answer.ts";

const text = JSON.stringify({ id: "cgt-1", status: "queued" });
const maxBytes = 1000;
const unpack = async (bytes: Uint8Array, encoding: string | undefined): Promise<string> =>
  Buffer.from(await unpackAnswer(bytes, { encoding, maxBytes })).toString();

describe("an answer that came compressed", () => {
  it.each<[string | undefined, Uint8Array]>([
    ["gzip", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    [" GZIP ", gzipSync(text)],
    ["br", brotliCompressSync(text)],
    ["deflate", deflateSync(text)],
    ["deflate", deflateRawSync(text)],
    ["zstd", zstdCompressSync(text)],
    ["gzip, br", brotliCompressSync(gzipSync(text))],
    [undefined, gzipSync(text)],
    ["identity", gzipSync(text)],
  ])("with %s is unpacked", async (encoding, bytes) => {
    expect(await unpack(bytes, encoding)).toBe(text);
  });

  it.each(["gzip", "br", "deflate", "zstd"])("by name alone (%s) is read as it is", async (encoding) => {
    expect(await unpack(Buffer.from(text), encoding)).toBe(text);
  });

  it.each([undefined, "identity", "", "pack200"])("is none with %s", async (encoding) => {
    expect(await unpack(Buffer.from(text), encoding)).toBe(text);
  });

  it.each<[string, (text: string) => Uint8Array]>([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["zstd", zstdCompressSync],
  ])("with %s has its limit on what comes out", async (encoding, compress) => {
    await expect(unpack(compress("a".repeat(maxBytes + 1)), encoding)).rejects.toMatchObject({
      code: "answer_too_long",
    });
    expect(await unpack(compress("a".repeat(maxBytes)), encoding)).toHaveLength(maxBytes);
  });

  it.each(["gzip", "deflate", "zstd"])("with %s and cut short is a failed answer", async (encoding) => {
    const bytes = { gzip: gzipSync(text), deflate: deflateSync(text), zstd: zstdCompressSync(text) }[encoding];
    const cut = bytes?.subarray(0, -6) ?? new Uint8Array();
    await expect(unpack(cut, encoding)).rejects.toMatchObject({ phase: "answered", code: "answer_packed" });
  });
});
