import { createRequire } from "node:module";
import type { FormField } from "@shotlist/schema";

/** Loaded with the first form: most servers never see one, and every import of this package would pay for it. */
const require = createRequire(import.meta.url);
const loadParser = (): typeof import("@remix-run/multipart-parser") =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what that name gives
  require("@remix-run/multipart-parser") as typeof import("@remix-run/multipart-parser");

/** Whether a content type announces a form. */
export function isForm(contentType: string | undefined): boolean {
  return contentType !== undefined && /^multipart\/form-data\b/i.test(contentType);
}

/** Reads a form that is here in full; undefined for one that is broken. The door has limited its size already. */
export function readForm(bytes: Uint8Array, contentType: string): readonly FormField[] | undefined {
  const { MultipartParseError, getMultipartBoundary, parseMultipart } = loadParser();
  const boundary = getMultipartBoundary(contentType);
  if (boundary === null || boundary === undefined) return undefined;
  try {
    const parts = [
      ...parseMultipart(bytes, { boundary, maxFileSize: bytes.length + 1, maxTotalSize: bytes.length + 1 }),
    ];
    return parts.map((part): FormField => {
      const name = part.name ?? "";
      if (!part.isFile) return { name, text: part.text };
      return { name, file: { mediaType: part.mediaType ?? "application/octet-stream", bytes: part.bytes } };
    });
  } catch (error) {
    if (error instanceof MultipartParseError) return undefined;
    throw error;
  }
}
