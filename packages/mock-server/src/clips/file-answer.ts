import type { MockAnswer, MockRequest } from "../http/message.ts";
import { readByteRange } from "./byte-range.ts";

/** A file that can be downloaded. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** A strong entity tag, quotes included. */
  readonly etag: string;
}

/** Answers a GET or HEAD for a file, whole or in part, with the conditional headers of RFC 9110. */
export function fileAnswer(request: MockRequest, file: StoredFile): MockAnswer {
  const { bytes, contentType, etag } = file;
  const headers = { "accept-ranges": "bytes", "content-type": contentType, etag };
  if (matchesTag(request.header("if-none-match"), etag)) return { status: 304, headers: { etag }, body: "" };

  const ifRange = request.header("if-range");
  const rangeHeader = ifRange === undefined || ifRange === etag ? request.header("range") : undefined;
  const range = readByteRange(rangeHeader, bytes.length);
  switch (range.kind) {
    case "unsatisfiable":
      return {
        status: 416,
        headers: { "accept-ranges": "bytes", "content-range": `bytes */${bytes.length}` },
        body: "",
      };
    case "part":
      return {
        status: 206,
        headers: { ...headers, "content-range": `bytes ${range.first}-${range.last}/${bytes.length}` },
        body: bytes.subarray(range.first, range.last + 1),
      };
    case "whole":
      return { status: 200, headers, body: bytes };
    default:
      return range satisfies never;
  }
}

function matchesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
