import { expect, it } from "vitest";
import type { PromptPart } from "../model/media.ts";
import { promptText } from "./prompt-text.ts";

const image: PromptPart = { kind: "image", index: 1 };

it.each<{ language: string; prompt: readonly PromptPart[]; expected: string }>([
  {
    language: "an English prompt",
    prompt: [image, " on a wrist, in the mood of ", { kind: "audio", index: 2 }],
    expected: "image 1 on a wrist, in the mood of audio 2",
  },
  {
    language: "a Chinese prompt",
    prompt: ["全程使用", { kind: "video", index: 1 }, "的构图,", { kind: "audio", index: 1 }, "作为 BGM,配", image],
    expected: "全程使用视频1的构图,音频1作为 BGM,配图片1",
  },
  {
    language: "an English prompt with a Chinese name in it",
    prompt: [image, " beside the words 光铸的时间 on a quiet white marble wall"],
    expected: "image 1 beside the words 光铸的时间 on a quiet white marble wall",
  },
  {
    language: "a Japanese prompt",
    prompt: [image, "を白い大理石の上でゆっくり回転"],
    expected: "image 1を白い大理石の上でゆっくり回転",
  },
  { language: "a prompt of a medium alone", prompt: [image], expected: "image 1" },
])("names media by kind and order in the language of $language", ({ prompt, expected }) => {
  expect(promptText(prompt)).toBe(expected);
});

it("names media the way a format asks for", () => {
  expect(promptText([image, " turns"], (kind, index) => `@${kind}${index}`)).toBe("@image1 turns");
});
