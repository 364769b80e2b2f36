import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./sources.ts";

/** One instruction of the Containerfile, such as `RUN`, and what follows it. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

export const instructions: readonly Instruction[] = readFileSync(join(root, "Containerfile"), "utf8")
  .split("\n")
  .flatMap((line) => {
    const match = /^([A-Z]+) (.+)$/.exec(line);
    return match === null ? [] : [{ name: match[1] ?? "", text: match[2] ?? "" }];
  });

/** What follows each instruction of that name, in order. */
export function textsOf(name: string): readonly string[] {
  return instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);
}

/** The words of an instruction that holds a JSON array; the last one counts. */
export function wordsOf(name: string): readonly string[] {
  const words: readonly string[] = JSON.parse(textsOf(name).at(-1) ?? "[]");
  return words;
}
