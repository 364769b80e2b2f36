import { present } from "@shotlist/schema";
import { type FileBytes, latinText } from "../container/file-bytes.ts";
import { clipHeadBytes, isClipHead, judgeClip } from "../container/judge-clip.ts";
import type { Container } from "../container/judgement.ts";
import type { ClipKind } from "../ports/clip-store.ts";
import type { TakeError } from "../failures/take-error.ts";

/** How many first bytes show what a file is. */
export const headBytes: number = clipHeadBytes;

/** Whether a file that begins so may be one of the kind, whatever the answer says. */
export function isHeadOf(kind: ClipKind, head: Uint8Array): boolean {
  return kind === "video" ? isClipHead(head) : isPicture(head);
}

/** Whether a file that came is one of the kind, whole. */
export function judgeFile(
  kind: ClipKind,
  file: FileBytes,
): { readonly container?: Container; readonly error?: TakeError } {
  if (kind === "video") {
    const { container, flaw } = judgeClip(file);
    return present({ container, error: flaw });
  }
  if (isPicture(file.read(0, headBytes))) return {};
  return { error: { code: "frame_not_picture", message: "The download of the last frame is not a picture" } };
}

const pictureHeads = ["\u0089PNG", "\u00FF\u00D8\u00FF"];

function isPicture(head: Uint8Array): boolean {
  const text = latinText(head);
  const isWebp = text.startsWith("RIFF") && text.slice(8, 12) === "WEBP";
  return isWebp || pictureHeads.some((start) => text.startsWith(start));
}
