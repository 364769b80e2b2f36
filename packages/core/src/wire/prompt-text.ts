import type { MediaKind } from "@shotlist/schema";
import type { PromptPart } from "../model/media.ts";

/** How a format's prompts name the nth medium of a kind, counted from 1. */
export type NameMedium = (kind: MediaKind, index: number) => string;

/** The prompt as text, its media named the format's way. */
export function promptText(prompt: readonly PromptPart[], nameMedium: NameMedium = namingOf(prompt)): string {
  return prompt.map((part) => (typeof part === "string" ? part : nameMedium(part.kind, part.index))).join("");
}

/** Whether a prompt says nothing. */
export function isBlank(prompt: readonly PromptPart[]): boolean {
  return prompt.every((part) => typeof part === "string" && part.trim() === "");
}

/** Kind and order in words, in the language of the prompt: `image 1`, or `图片1` in a Chinese one. */
export function namingOf(prompt: readonly PromptPart[]): NameMedium {
  if (!isChinese(prompt)) return (kind, index) => `${kind} ${index}`;
  return (kind, index) => `${chineseWords[kind]}${index}`;
}

const chineseWords = { image: "图片", video: "视频", audio: "音频" } as const satisfies Record<MediaKind, string>;

// Kana next to Han characters is Japanese, for which no document shows words.
function isChinese(prompt: readonly PromptPart[]): boolean {
  const text = prompt.filter((part) => typeof part === "string").join(" ");
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return false;
  return countOf(text, /\p{Script=Han}/gu) > countOf(text, /\p{Script=Latin}+/gu);
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
