import type { Reference } from "../../model/media.ts";
import { listed, type Finding, type Subject } from "./rule.ts";

const kindWords = { image: "images", video: "videos", audio: "audio files" } as const;
/** What gives a local file an address without an upload. */
export const byAddress = "set `assets: { baseUrl: https://… }` to the public address of these files";

const bytesPerMegabyte = 1024 * 1024;

/** Why a local file is not uploaded at a provider with `uploads`; `undefined` for one without, or where nothing is wrong. */
export function uploadFault(
  { kind, media }: Reference,
  { provider, uploads }: Pick<Subject, "provider" | "uploads">,
): Pick<Finding, "message" | "instead"> | undefined {
  if (uploads === undefined || media.from !== "file") return undefined;
  const ofKind = uploads.filter(({ kinds }) => kinds.includes(kind));
  const [first] = ofKind;
  if (first === undefined)
    return { message: `${provider} documents no upload of ${kindWords[kind]}`, instead: byAddress };
  const ofType = ofKind.filter(({ mediaTypes }) => mediaTypes?.includes(media.mediaType) !== false);
  if (ofType.length === 0) {
    const types = listed(first.mediaTypes ?? []);
    return { message: `${provider} takes uploads of ${types}; this is ${media.mediaType}`, instead: byAddress };
  }
  const most = Math.max(...ofType.map(({ maxBytes = Infinity }) => maxBytes));
  if (media.bytes <= most) return undefined;
  const message = `${provider} takes uploads of at most ${megabytes(most)}; this file is ${megabytes(media.bytes)}`;
  return { message, instead: byAddress };
}

function megabytes(bytes: number): string {
  return `${(bytes / bytesPerMegabyte).toFixed(1)} MB`;
}
