import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

const matrix = twoTakes
  .replace("shots:", "matrix: { lang: [en, de] }\nshots:")
  .replace("A watch", "${{ matrix.lang }} A watch");

async function candidates(words: readonly string[], { rendered = false } = {}): Promise<readonly string[]> {
  using project = createProject({ "a.yaml": matrix });
  if (rendered) await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  const { stdout, exitCode } = await project.shotlist("completion", "zsh", "--", ...words);
  expect(exitCode).toBe(0);
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("\t")[0] ?? "");
}

test.each([
  [["rev"], ["review"]],
  [
    ["ledger", ""],
    ["export", "import", "rebuild"],
  ],
  [
    ["contract", "re"],
    ["record", "replay"],
  ],
  [["render", "a.yaml", "--ju"], ["--junit"]],
  [
    ["use", "launch/reveal", "1", "--realm", "l"],
    ["live", "local"],
  ],
  [["report", "--realm=m"], ["--realm=mock"]],
  [
    ["completion", ""],
    ["bash", "zsh", "fish"],
  ],
  [["render", ""], []],
  [["nonsense", ""], []],
])("%j", async (words, expected) => {
  expect(await candidates(words)).toEqual(expected);
});

test("shots and takes of a storyboard on the line, before anything is rendered", async () => {
  expect(await candidates(["render", "a.yaml", "--only", "rev"])).toEqual([
    "reveal",
    "reveal[lang=en]",
    "reveal[lang=de]",
  ]);
});

test("takes of the ledger", async () => {
  const takes = await candidates(["approve", "launch/rev"], { rendered: true });
  expect(takes.toSorted()).toEqual(["launch/reveal[lang=de]", "launch/reveal[lang=en]"]);
});
