import { hash } from "node:crypto";
import type { TakeId } from "./plan.ts";

const maximumLength = 100;
/** Names that Windows keeps for devices, whatever follows the first dot. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/** A text as a file name that every system takes: ASCII letters, digits, dashes and underscores. */
export function toSlug(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replaceAll(/(\d):(?=\d)/gu, "$1x")
    .replaceAll(/[^A-Za-z0-9_-]+/gu, "-")
    .replaceAll(/-{2,}/gu, "-")
    .replaceAll(/^-+|-+$/gu, "");
  const lost = plain.length < text.normalize("NFKD").replaceAll(/[\p{P}\p{S}\p{Z}]/gu, "").length / 2;
  if (plain === "" || lost) return withHash(plain === "" ? "take" : plain, text);
  return plain.length > maximumLength || deviceName.test(plain) ? withHash(plain, text) : plain;
}

/** A slug for each id, no two of which meet on a system that ignores case. Those that would carry a hash of their id. */
export function slugsOf(ids: readonly TakeId[]): ReadonlyMap<TakeId, string> {
  const slugs = new Map(ids.map((id) => [id, toSlug(id)]));
  const users = new Map<string, number>();
  for (const slug of slugs.values()) users.set(slug.toLowerCase(), (users.get(slug.toLowerCase()) ?? 0) + 1);
  for (const [id, slug] of slugs) {
    if ((users.get(slug.toLowerCase()) ?? 0) > 1) slugs.set(id, withHash(slug, id));
  }
  return slugs;
}

function withHash(slug: string, id: string): string {
  return `${slug.slice(0, maximumLength - 9)}-${hash("sha256", id).slice(0, 8)}`;
}
