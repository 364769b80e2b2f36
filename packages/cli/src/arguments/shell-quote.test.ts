import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { shellQuote } from "./shell-quote.ts";

test("plain words stay as they are", () => {
  expect(shellQuote(["shotlist", "resolve", "first-clip/reveal", "--adopt", "cgt-1"])).toBe(
    "shotlist resolve first-clip/reveal --adopt cgt-1",
  );
});

test("a shell reads back the very same words", () => {
  const words = ["reveal[lang=en,ratio=9:16]#2", "it's", "", "a b", "$HOME", "~", "*", "-n"];
  const script = `printf '%s\\n' ${shellQuote(words)}`;
  expect(execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\n").slice(0, -1)).toEqual(words);
});
