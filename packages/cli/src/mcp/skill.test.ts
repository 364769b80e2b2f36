import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileStoryboard, noFiles } from "@shotlist/core";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { commands } from "../commands/index.ts";

const skill = readFileSync(fileURLToPath(new URL("../../skills/shotlist/SKILL.md", import.meta.url)), "utf8");
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([^]*?)\\n\`\`\``, "u").exec(skill)?.[1] ?? "";

test("says in its head what it is for, within the bounds of the form", () => {
  const head: unknown = parse(/^---\n([^]*?)\n---\n/u.exec(skill)?.[1] ?? "");
  expect(head).toEqual({ name: "shotlist", description: expect.stringMatching(/^.{50,1024}$/u) });
});

test("every command line in it is one", async () => {
  const lines = block("sh")
    .split("\n")
    .map((line) =>
      line
        .replace(/ +#.*$/u, "")
        .replaceAll("'", "")
        .split(" "),
    );
  expect(lines.length).toBeGreaterThan(5);
  for (const [program, name = "", ...words] of lines) {
    expect(program).toBe("shotlist");
    const command = await commands.get(name)?.load();
    if (command === undefined) throw new Error(`there is no command ${name}`);
    await expect(parseArguments(command, words)).resolves.toBeDefined();
  }
});

test("its storyboard compiles without a remark", () => {
  const { diagnostics, plan } = compileStoryboard({ file: "s.yaml", text: block("yaml") }, { files: noFiles });
  expect(diagnostics).toEqual([]);
  expect(plan?.takes).toHaveLength(4);
});
