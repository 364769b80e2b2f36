import type { MediaKind } from "@shotlist/schema";
import { fine, type Finding, type Rule } from "./rule.ts";

const typedNames = /(?<![\p{L}\p{N}_.])@(?<kind>image|video|audio)(?<index>[1-9]\d*)(?![\p{L}\p{N}_])/giu;

/**
 * A prompt names its media through `ref`, not by a name typed as one provider writes it: only then is the number checked against
 * the media of the shot, and only then does the prompt stay true at another provider.
 */
export const mediaNamedByExpression: Rule = ({ asked: { prompt, references } }) => {
  const words = prompt.filter((part) => typeof part === "string");
  if (!words.some((text) => text.includes("@"))) return fine;
  return words
    .flatMap((text) => [...text.matchAll(typedNames)])
    .map(([typed, kindName = "", indexText]): Finding => {
      const [kind] = kinds.filter((name) => name === kindName.toLowerCase());
      const count = references.filter((reference) => reference.kind === kind).length;
      const has = Number(indexText) > count ? `, and the shot has ${countOf(count, kindName.toLowerCase())}` : "";
      return {
        code: "prompt-medium-typed",
        field: "prompt",
        words: typed,
        message: `\`${typed}\` is plain text in the prompt, so it is sent unchanged${has}`,
        instead: `write \${{ ref.${kindName.toLowerCase()}s[${indexText}] }}, which is translated for each provider`,
      };
    });
};

const kinds: readonly MediaKind[] = ["image", "video", "audio"];

function countOf(count: number, kind: string): string {
  return count === 0 ? `no ${kind}` : `${count} ${kind}${count === 1 ? "" : "s"}`;
}
