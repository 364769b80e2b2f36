interface Signature {
  readonly mediaType: string;
  /** Bytes as text, one character each; a dot stands for any byte. */
  readonly start: string;
}

const signatures: readonly Signature[] = [
  { mediaType: "image/png", start: "\u0089PNG\r\n\u001A\n" },
  { mediaType: "image/jpeg", start: "\u00FF\u00D8\u00FF" },
  { mediaType: "image/gif", start: "GIF8" },
  { mediaType: "image/webp", start: "RIFF....WEBP" },
  { mediaType: "image/bmp", start: "BM" },
  { mediaType: "image/tiff", start: "II*\0" },
  { mediaType: "image/tiff", start: "MM\0*" },
  { mediaType: "image/heic", start: "....ftypheic" },
  { mediaType: "image/heif", start: "....ftypmif1" },
  { mediaType: "image/avif", start: "....ftypavif" },
  { mediaType: "audio/mp4", start: "....ftypM4A" },
  { mediaType: "video/quicktime", start: "....ftypqt  " },
  { mediaType: "video/mp4", start: "....ftyp" },
  { mediaType: "video/webm", start: "\u001AE\u00DF\u00A3" },
  { mediaType: "audio/wav", start: "RIFF....WAVE" },
  { mediaType: "audio/mpeg", start: "ID3" },
  { mediaType: "audio/mpeg", start: "\u00FF\u00FB" },
  { mediaType: "audio/mpeg", start: "\u00FF\u00F3" },
  { mediaType: "audio/flac", start: "fLaC" },
  { mediaType: "audio/ogg", start: "OggS" },
];

/** How many bytes `mediaTypeOf` wants to see. */
export const signatureBytes = 16;

/** What a file is by its first bytes: names lie, and vendors look at the bytes. */
export function mediaTypeOf(head: Uint8Array): string {
  const isStart = (start: string): boolean =>
    Array.from(start, (char, at) => char === "." || char.charCodeAt(0) === head[at]).every(Boolean);
  return signatures.find(({ start }) => isStart(start))?.mediaType ?? "application/octet-stream";
}
