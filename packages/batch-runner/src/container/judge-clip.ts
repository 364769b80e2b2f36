import { latinText, type FileBytes } from "./file-bytes.ts";
import { isMatroska, judgeMatroska } from "./judge-matroska.ts";
import { isMp4, judgeMp4 } from "./judge-mp4.ts";
import type { Flaw, Judgement } from "./judgement.ts";

/** How many first bytes show whether a file is a clip. */
export const clipHeadBytes = 12;

/** Whether these first bytes begin a clip that browsers play. */
export function isClipHead(head: Uint8Array): boolean {
  return isMp4(head) || isMatroska(head);
}

/** Whether a file is a clip from its first byte to its last, by its bytes alone. Reads heads only: nothing is decoded. */
export function judgeClip(file: FileBytes): Judgement {
  const head = file.read(0, clipHeadBytes);
  if (isMp4(head)) return judgeMp4(file);
  if (isMatroska(head)) return judgeMatroska(file);
  return { flaw: flawOf(head, file.size) };
}

/** Says what the first bytes look like, in words that repeat none of them. */
function flawOf(head: Uint8Array, size: number): Flaw {
  const text = latinText(head).trimStart();
  if (text.startsWith("<"))
    return { code: "clip_not_media", message: "The download is a web page or an XML error, not a clip" };
  if (/^[{[]/u.test(text)) return { code: "clip_not_media", message: "The download is JSON, not a clip" };
  if (head[0] === 0x1f && head[1] === 0x8b)
    return { code: "clip_encoded", message: "The download is compressed with gzip" };
  const what = size === 0 ? "The download is empty" : "The download is not an MP4, MOV, WebM or Matroska file";
  return { code: "clip_not_mp4", message: what };
}
