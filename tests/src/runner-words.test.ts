import { expect, test } from "vitest";
import { shippedSources } from "./sources.ts";

/** A command of the cli, or one of its flags, in what a program says. */
const ofTheCli = /`shotlist |\bshotlist [a-z]+ |(?:^|[\s"'`(])--[a-z]/u;

/** What a source may say to somebody: its lines that are not a comment. */
function spoken(text: string): readonly string[] {
  const lines = text.replaceAll(/\/\*[\s\S]*?\*\//gu, "").split("\n");
  return lines.filter((line) => /["'`]/u.test(line) && !line.trimStart().startsWith("//"));
}

test("no message of the runner names a command or a flag: whoever prints it knows its own", () => {
  const found = shippedSources("batch-runner").flatMap(({ path, text }) =>
    spoken(text)
      // The name of a lock in a database is not a message.
      .filter((line) => ofTheCli.test(line) && !line.includes("hashtextextended("))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test.each([
  'hint: "Look at `shotlist status`."',
  'hint: "Buy it again with --rebuy."',
  "hint: `Give it to its take: shotlist resolve ${take}`",
  "message: `--max-tasks allows ${maxTasks}`",
])("%s would be found", (line) => {
  expect(spoken(line).some((said) => ofTheCli.test(said))).toBe(true);
});

test("a comment may name them, and other words may hold them", () => {
  expect(spoken('/** The version that `shotlist use` chose. */\n// `--force` "too"\n')).toEqual([]);
  expect(['"user-agent": "shotlist"', '"a--b"'].some((line) => ofTheCli.test(line))).toBe(false);
});
