import { present } from "@shotlist/schema";
import type { PartialDownload } from "../ports/clip-store.ts";
import type { HttpStream } from "../ports/transport.ts";

/** A download that is here in part, from a file that can be recognised. */
export type Resume = PartialDownload & { readonly validator: string };

/** Which bytes of the file an answer holds. */
export type AnswerPart =
  /** From the first byte on. */
  | { readonly from: "start"; readonly bytes?: number; readonly total?: number }
  /** From where the download stopped. */
  | { readonly from: "resume"; readonly bytes: number; readonly total?: number }
  /** From anywhere else, of another file, or nobody can say. */
  | { readonly from: "elsewhere" };

/**
 * Places an answer in its file. A range is believed where its start, its end, its total and the answer's own length agree;
 * it continues a download only where it is of the same file, by what its server says of both.
 */
export function partOf({ status, headers }: Pick<HttpStream, "status" | "headers">, resume?: Resume): AnswerPart {
  const length = countIn(headers["content-length"]);
  const whole = { from: "start", ...(length === undefined ? {} : { bytes: length, total: length }) } as const;
  if (status !== 206) return whole;
  // Nothing was asked for in parts, and nothing says that this is one: the bytes decide.
  if (headers["content-range"] === undefined && resume === undefined) return whole;
  const range = rangeIn(headers["content-range"]);
  if (range === undefined) return { from: "elsewhere" };
  const { first, last, total } = range;
  const bytes = last - first + 1;
  if (length !== undefined && length !== bytes) return { from: "elsewhere" };
  const part = { bytes, ...present({ total }) };
  if (first === 0) return { from: "start", ...part };
  const continues = resume !== undefined && first === resume.bytes && isSameFile(headers, total, resume);
  return continues ? { from: "resume", ...part } : { from: "elsewhere" };
}

/** An `ETag` that is known must be repeated; a date that is repeated, and a length that is known, must be the same. */
function isSameFile(headers: HttpStream["headers"], total: number | undefined, resume: Resume): boolean {
  const isTag = /^(?:W\/)?"/u.test(resume.validator);
  const said = isTag ? headers["etag"] : (headers["last-modified"] ?? resume.validator);
  const sameLength = total === undefined || resume.total === undefined || total === resume.total;
  return said === resume.validator && sameLength;
}

/** Only a strong validator proves that the rest belongs to what is here. */
export function validatorOf(headers: HttpStream["headers"]): string | undefined {
  const { etag } = headers;
  return etag !== undefined && !etag.startsWith("W/") ? etag : headers["last-modified"];
}

function rangeIn(header: string | undefined): { first: number; last: number; total?: number } | undefined {
  const [, from, to, of] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/iu.exec(header?.trim() ?? "") ?? [];
  const first = countIn(from);
  const last = countIn(to);
  const total = countIn(of);
  if (first === undefined || last === undefined || last < first || last >= (total ?? Number.POSITIVE_INFINITY)) {
    return undefined;
  }
  return { first, last, ...present({ total }) };
}

function countIn(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d+$/u.test(text.trim())) return undefined;
  const count = Number(text);
  return Number.isSafeInteger(count) ? count : undefined;
}
