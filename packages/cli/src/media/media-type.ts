interface Signature {
  readonly mediaType: string;
  /** Bytes as text, one character each; a dot is any byte. */
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
  { mediaType: "audio/mp4", start: "....ftypM4B" },
  { mediaType: "video/quicktime", start: "....ftypqt  " },
  { mediaType: "video/mp4", start: "....ftyp" },
  { mediaType: "video/webm", start: "\u001AE\u00DF\u00A3" },
  { mediaType: "audio/wav", start: "RIFF....WAVE" },
  { mediaType: "audio/mpeg", start: "ID3" },
  // A frame of MPEG sound: version and layer, with and without a checksum.
  ...["\u00FB", "\u00FA", "\u00F3", "\u00F2", "\u00E3", "\u00E2"].map((second) => ({
    mediaType: "audio/mpeg",
    start: `\u00FF${second}`,
  })),
  ...["\u00F1", "\u00F9", "\u00F0", "\u00F8"].map((second) => ({ mediaType: "audio/aac", start: `\u00FF${second}` })),
  { mediaType: "audio/flac", start: "fLaC" },
  { mediaType: "audio/ogg", start: "OggS" },
];

/** How many bytes `mediaTypeOf` wants to see. */
export const signatureBytes = 16;

/** What a file is once its tracks are known: a container of films that holds a sound alone is a sound. */
export function mediaTypeWith(mediaType: string, { hasPictures }: { readonly hasPictures?: boolean }): string {
  return hasPictures === false ? (soundTypes[mediaType] ?? mediaType) : mediaType;
}

const soundTypes: Readonly<Record<string, string>> = {
  "video/mp4": "audio/mp4",
  "video/quicktime": "audio/mp4",
  "video/webm": "audio/webm",
};

/** What a file is by its first bytes: names lie, and vendors look at the bytes. */
export function mediaTypeOf(head: Uint8Array): string {
  const isStart = (start: string): boolean =>
    Array.from(start, (char, at) => char === "." || char.charCodeAt(0) === head[at]).every(Boolean);
  return signatures.find(({ start }) => isStart(start))?.mediaType ?? "application/octet-stream";
}
