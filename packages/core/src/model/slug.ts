import { hash } from "node:crypto";
import type { TakeId } from "../model/take-id.ts";

const maximumLength = 100;
/** Names that Windows keeps for devices, whatever follows the first dot. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/** A text as a file name that every system takes: ASCII letters, digits, dashes and underscores. */
export function toSlug(text: string): string {
  if (text.length <= maximumLength && /^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/u.test(text) && !deviceName.test(text))
    return text;
  const plain = toPlain(text);
  if (plain === "") return withHash("take", text);
  if (plain.length > maximumLength || deviceName.test(plain) || isPoorer(plain, text)) return withHash(plain, text);
  return plain;
}

function toPlain(text: string): string {
  const letters = /[^ -~]/u.test(text) ? text.normalize("NFKD").replaceAll(/\p{Mark}/gu, "") : text;
  return letters
    .replaceAll(/(\d):(?=\d)/gu, "$1x")
    .replaceAll(/[^A-Za-z0-9_]+/gu, "-")
    .replaceAll(/^-|-$/gu, "");
}

/** Whether letters were lost that ASCII cannot say, so that two texts might well look the same. */
function isPoorer(plain: string, text: string): boolean {
  return (
    /[^ -~]/u.test(text) &&
    /[^ -~]/u.test(text.normalize("NFKD").replaceAll(/[\p{Mark}\p{P}\p{Z}]/gu, "")) &&
    plain !== text
  );
}

/** A slug for each id, no two of which meet on a system that ignores case. Those that would carry a hash of their id. */
export function slugsOf(ids: readonly TakeId[]): readonly string[] {
  const slugs = ids.map(toSlug);
  if (new Set(slugs.map((slug) => slug.toLowerCase())).size === slugs.length) return slugs;
  const users = new Map<string, number>();
  for (const slug of slugs) {
    const folded = slug.toLowerCase();
    users.set(folded, (users.get(folded) ?? 0) + 1);
  }
  return slugs.map((slug, index) =>
    (users.get(slug.toLowerCase()) ?? 0) > 1 ? withHash(slug, ids[index] ?? slug) : slug,
  );
}

function withHash(slug: string, id: string): string {
  return `${slug.slice(0, maximumLength - 9)}-${hash("sha256", id).slice(0, 8)}`;
}
