import type { ClipKind } from "../ports/clip-store.ts";
import type { TakeError } from "../run/report.ts";

/** Types that a clip or frame never has: a storage's error page, a gateway's answer. */
const notMedia = /^(?:text\/|application\/(?:json|xml|problem|xhtml))/iu;

/** Judges an answer by its head, before a byte of it is kept. */
export function checkContent(kind: ClipKind, headers: Readonly<Record<string, string>>): TakeError | undefined {
  const type = headers["content-type"]?.trim() ?? "";
  if (notMedia.test(type)) {
    return { code: "clip_not_media", message: `The link of a ${kind} answers with ${type.split(";")[0] ?? type}` };
  }
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "") {
    return { code: "clip_encoded", message: `The ${kind} came compressed, which was not asked for` };
  }
  return undefined;
}

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff);

/** Judges a file by its first bytes: an MP4 names its type at offset 4, a picture at once. */
export function checkHead(kind: ClipKind, head: Uint8Array): TakeError | undefined {
  if (kind === "video") {
    const ftyp = new TextDecoder("latin1").decode(head.subarray(4, 8)) === "ftyp";
    return ftyp ? undefined : { code: "clip_not_mp4", message: "What came is not an MP4 file" };
  }
  const picture = startsWith(head, png) || startsWith(head, jpeg) || isWebp(head);
  return picture ? undefined : { code: "frame_not_picture", message: "What came as last frame is not a picture" };
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function isWebp(head: Uint8Array): boolean {
  return (
    new TextDecoder("latin1").decode(head).startsWith("RIFF") &&
    new TextDecoder("latin1").decode(head.subarray(8, 12)) === "WEBP"
  );
}
