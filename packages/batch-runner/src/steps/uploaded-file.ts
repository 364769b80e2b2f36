import type { Media } from "@shotlist/core";
import type { MediaKind } from "@shotlist/schema";
import type { UploadEndpoint } from "../formats/format-support.ts";

/** A local file that goes to a vendor. */
export interface UploadedFile {
  readonly kind: MediaKind;
  readonly media: Extract<Media, { from: "file" }>;
  readonly bytes: () => Promise<Uint8Array>;
}

/** The same, read, with the endpoint to which it goes. */
export interface ReadFile extends Omit<UploadedFile, "bytes"> {
  readonly endpoint: UploadEndpoint;
  readonly bytes: Uint8Array;
}
