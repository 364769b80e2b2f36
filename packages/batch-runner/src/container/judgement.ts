import { present } from "@shotlist/schema";

/** Containers of clips; also the endings of their files. */
export const containers = ["mp4", "mov", "webm", "mkv"] as const;

export type Container = (typeof containers)[number];

/** The result of reading a complete file. */
export type Judgement =
  | { readonly container: Container; readonly flaw?: undefined }
  | { readonly container?: Container; readonly flaw: Flaw };

/** Why a file is not a whole clip. `code` is stable and public. */
export interface Flaw {
  readonly code: "clip_not_media" | "clip_not_mp4" | "clip_encoded" | "clip_not_whole";
  readonly message: string;
}

/** No clip has as many parts: whoever sends them wants the reader to be busy. */
export const mostParts = 1_000_000;

export function notWhole(message: string, container?: Container): Judgement {
  return { ...present({ container }), flaw: { code: "clip_not_whole", message } };
}
