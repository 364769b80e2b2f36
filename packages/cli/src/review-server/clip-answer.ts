import { statSync } from "node:fs";
import { refuse, type Answer } from "./answer.ts";

/** A clip, or the part of it that a player asks for (RFC 9110, one range). Its address has its hash, so it never changes. */
export function clipAnswer(path: string, mediaType: string, range: string | undefined): Answer {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return refuse(404, "This clip is gone from the store");
  const headers = {
    "content-type": mediaType,
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=31536000, immutable",
  };
  const part = range === undefined ? undefined : partOf(range, size);
  if (part === "unsatisfiable") return { status: 416, headers: { ...headers, "content-range": `bytes */${size}` } };
  const { from, to } = part ?? { from: 0, to: size - 1 };
  return {
    status: part === undefined ? 200 : 206,
    headers: {
      ...headers,
      "content-length": String(to - from + 1),
      ...(part === undefined ? {} : { "content-range": `bytes ${from}-${to}/${size}` }),
    },
    file: { path, from, to },
  };
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** What is not one range of bytes is ignored, as the standard allows. */
function partOf(range: string, size: number): Part | "unsatisfiable" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/u.exec(range) ?? [];
  if (first === "" && last === "") return undefined;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return from > to ? "unsatisfiable" : { from, to };
}
