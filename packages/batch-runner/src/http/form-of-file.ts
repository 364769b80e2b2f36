import { createHash } from "node:crypto";

/** A file as it goes into a form. */
export interface FormFile {
  /** Name of the field. */
  readonly field: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * A form of one file as `multipart/form-data`. The same file gives the same bytes, which the platform's own forms, with a boundary by
 * chance and read as a stream, do not.
 */
export function formOfFile({ field, name, mediaType, bytes }: FormFile): {
  readonly contentType: string;
  readonly body: Uint8Array;
} {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boundary = boundaryFor(file);
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${field}"; filename="${name}"`,
    `Content-Type: ${mediaType}`,
    "",
    "",
  ].join("\r\n");
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

/** Made of the file's hash, and hashed again until the file does not hold it. */
function boundaryFor(file: Buffer): string {
  let hash = createHash("sha256").update(file).digest("hex");
  while (file.includes(hash)) hash = createHash("sha256").update(hash).digest("hex");
  return hash;
}
