import { isBlank } from "../../wire/prompt-text.ts";
import { fine, type Rule } from "./rule.ts";

/** There is something to render, and the prompt names only media that the shot has. */
export const promptHolds: Rule = ({ asked: { prompt, references, draftOf } }) => {
  if (references.length === 0 && draftOf === undefined && isBlank(prompt)) {
    const message = "This shot has no prompt and no image";
    return [{ code: "prompt-empty", field: "prompt", message, instead: "write a prompt" }];
  }
  const beyond = prompt.find(
    (part) => typeof part === "object" && part.index > references.filter(({ kind }) => kind === part.kind).length,
  );
  if (typeof beyond !== "object") return fine;
  const count = references.filter(({ kind }) => kind === beyond.kind).length;
  const has = count === 0 ? `no ${beyond.kind}` : `${count} ${beyond.kind}${count === 1 ? "" : "s"}`;
  const message = `The prompt uses ${beyond.kind} ${beyond.index}, but the shot has ${has}`;
  return [{ code: "prompt-medium", field: "prompt", message, instead: `add it to \`references.${beyond.kind}s\`` }];
};
