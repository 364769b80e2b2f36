import type { Vocabulary } from "./vocabulary.ts";

/** Where links of a recording lead: nowhere, by the name alone. */
export const recordedHost = "recorded.invalid";

/** Longer texts are as good as this long: no format allows more. */
const longestFiller = 40_000;
/** Seven digits: one more than a number may have to be kept as it is. */
const firstDigits = 1_000_000;
const mediaEndings = "mp4|mov|webm|png|jpe?g|webp|gif|wav|mp3";
const mediaTypes = /^(?:png|jpe?g|webp|gif|bmp|tiff|heic|heif|mp4|mov|quicktime|webm|wav|x-wav|mp3|mpeg)$/;

export interface FillerOptions {
  readonly vocabulary: Vocabulary;
  /** The next number of a kind. */
  readonly next: (kind: string) => number;
}

/**
 * A text that replaces another and shows only its kind: what schemas can distinguish (links, data URIs,
 * identifiers with a documented head or end, digits, Base64, other texts, too long and not) stays apart.
 */
export function fillerFor(value: string, { vocabulary, next }: FillerOptions): string {
  const web = /^(https?):\/\//.exec(value);
  if (web !== null) {
    const ending = new RegExp(`\\.(?:${mediaEndings})(?=$|[?#])`).exec(value)?.[0] ?? "";
    return `${web[1]}://${recordedHost}/${next("link")}${ending}`;
  }
  if (value.startsWith("data:")) return dataUri(value, next("data"));
  if (value.startsWith("asset://")) return `asset://recorded-${next("asset")}`;
  const long = (filler: string, padding: string, end = ""): string =>
    `${filler.padEnd(lengthFor(value, filler.length + end.length, vocabulary.lengths) - end.length, padding)}${end}`;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value)) return long(`recorded:${next("text")}`, "x");
  if (/^\d+$/.test(value)) return long(String(firstDigits + next("digits")), "0");
  if (/^[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*$/.test(value)) {
    const { head, end, separator } = documentedEnds(value, vocabulary.parts);
    return head === value ? value : long(`${head}recorded${separator}${next("word")}`, "x", end);
  }
  if (/^[A-Za-z0-9+/=]+$/.test(value)) return long(`recorded${next("base64")}`, "x");
  return long(`recorded text ${next("text")}`, ".");
}

function dataUri(value: string, count: number): string {
  const [, kind = "", subtype = "", payload = ""] =
    /^data:(image|video|audio)\/([A-Za-z0-9.+-]+);base64,([\s\S]*)$/.exec(value) ?? [];
  if (kind === "") return value.startsWith("data:image/") ? `data:image/recorded,${count}` : `data:recorded,${count}`;
  const bytes = /^[A-Za-z0-9+/=]+$/.test(payload) ? Buffer.from(`recorded ${count}`).toString("base64") : `(${count})`;
  return `data:${kind}/${mediaTypes.test(subtype) ? subtype : "x-recorded"};base64,${bytes}`;
}

/** What an identifier begins and ends with that the format spells out itself. */
function documentedEnds(
  value: string,
  parts: ReadonlySet<string>,
): { readonly head: string; readonly end: string; readonly separator: string } {
  const pieces = value.split(/([-._])/);
  const isDocumented = (piece: string, place: number): boolean =>
    place % 2 === 1 || (parts.has(piece) && (place > 0 || /[A-Za-z]/.test(piece)));
  const first = pieces.findIndex((piece, place) => !isDocumented(piece, place));
  if (first === -1) return { head: value, end: "", separator: "" };
  // Digits at the end are somebody's, whatever documented version they look like.
  const last = pieces.findLastIndex((piece, place) => !isDocumented(piece, place) || /^\d+$/.test(piece));
  return {
    head: pieces.slice(0, first).join(""),
    end: pieces.slice(Math.max(first, last) + 1).join(""),
    separator: pieces[1] ?? "",
  };
}

/** The length that a filler needs, so that it is too long or too short where the value is. */
function lengthFor(value: string, fillerLength: number, bounds: readonly number[]): number {
  // Schemas count characters, not the halves that some of them are stored as.
  const length = value.length > 2 * longestFiller ? longestFiller : Math.min(longestFiller, Array.from(value).length);
  return bounds.some((bound) => fillerLength <= bound && bound < length) ? length : fillerLength;
}
