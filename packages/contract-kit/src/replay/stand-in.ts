import type { TraceEntry } from "../trace/trace.ts";

/** The replacement of a file that was not kept. */
export interface StandIn {
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A whole MP4 without a picture in it: enough for a client that saves clips and looks whether they are whole. */
const emptyClip = Uint8Array.from(
  Buffer.from(
    "AAAAGGZ0eXBpc29tAAACAGlzb21tcDQxAAAALG1vb3YAAAAkdHJhawAAABxtZGlhAAAAFGhkbHIAAAAAAAAAAHZpZGUAAAAIbWRhdA==",
    "base64",
  ),
);

/** A picture of one point. */
const onePixel = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

/** What is behind a recorded link. */
export function standInForLink(pathname: string, clip: Uint8Array | undefined): StandIn {
  if (/\.(?:png|jpe?g|webp|gif)$/.test(pathname)) return { contentType: "image/png", bytes: onePixel };
  return { contentType: "video/mp4", bytes: clip === undefined ? emptyClip : Uint8Array.from(clip) };
}

/** The body of an answer that was not JSON: its kind is known, its bytes are not. */
export function standInForAnswer({ contentType = "" }: TraceEntry, clip: Uint8Array | undefined): StandIn {
  if (contentType.startsWith("video/")) return { ...standInForLink("", clip), contentType };
  if (contentType.startsWith("image/")) return standInForLink(".png", clip);
  return { contentType: contentType === "" ? "text/plain" : contentType, bytes: new Uint8Array() };
}
