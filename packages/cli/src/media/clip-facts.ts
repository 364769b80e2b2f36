import { closeSync, openSync, readSync, statSync } from "node:fs";
import { glanceAtMedia, measureMedia, type MediaFacts } from "./measure-media.ts";
import { mediaTypeOf, signatureBytes } from "./media-type.ts";

/** What a clip says of itself. */
export interface ClipFacts extends Omit<MediaFacts, "hasPictures"> {
  readonly bytes: number;
}

/** Reads size and length of a clip; a file that is none yields its bytes alone. */
export async function readClipFacts(path: string): Promise<ClipFacts> {
  const bytes = statSync(path).size;
  const { hasPictures: _, ...facts } = glanceAtMedia(path, typeOf(path)) ?? (await measureMedia(path));
  return { bytes, ...facts };
}

function typeOf(path: string): string {
  const file = openSync(path, "r");
  try {
    const head = new Uint8Array(signatureBytes);
    return mediaTypeOf(head.subarray(0, readSync(file, head)));
  } finally {
    closeSync(file);
  }
}
