import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const launcher = join(root, "packages/cli/bin/shotlist.js");
const readme = await readFile(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

/** A folder as a new user has it: the examples, and a storyboard with a mistake. */
async function setup(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-readme-"));
  await cp(join(root, "examples/first-clip/first-clip.yaml"), join(folder, "examples/first-clip/first-clip.yaml"), {
    recursive: true,
  });
  await cp(join(root, "examples/first-clip/assets"), join(folder, "examples/first-clip/assets"), { recursive: true });
  await writeFile(
    join(folder, "wrong-ratio.yaml"),
    'shotlist: 1\nname: wrong-ratio\nprovider: wisgate\nshots:\n  - id: watch\n    prompt: A watch turns slowly on white marble\n    model: doubao-seedance-2.0\n    ratio: "16:10"\n',
  );
  return folder;
}

/** What a terminal without colours would show after a command, both streams in their order. */
async function outputOf(command: string, folder: string): Promise<string> {
  const words = command.replace(/^npx shotlist /, "");
  const { stdout } = await execa(`"${process.execPath}" "${launcher}" ${words} 2>&1`, {
    shell: true,
    cwd: folder,
    reject: false,
    env: { NO_COLOR: "1", SHOTLIST_STATE: join(folder, ".shotlist") },
  });
  return `${stdout}\n`;
}

const isProgress = (line: string): boolean => /^\[TIME\] [·✓] /u.test(line);

/** Task ids and sizes differ from run to run, and tasks end in no fixed order. */
function masked(text: string): string {
  const lines = text
    .replaceAll(/\bcgt-\d+-\w+/g, "TASK")
    .replaceAll(/^\[\d+:\d\d \d+\/\d+\]/gmu, "[TIME]")
    .replaceAll(/ +\d+\.\d [kM]B/g, " SIZE")
    .split("\n");
  return [...lines.filter(isProgress).toSorted(), ...lines.filter((line) => !isProgress(line))].join("\n").trim();
}

test("the commands of the README print what it shows", async () => {
  const folder = await setup();
  const printed: string[] = [];
  for (const block of blocks) {
    let output = "";
    for (const line of block.split("\n").filter((candidate) => candidate.startsWith("$ "))) {
      output += `${line}\n${await outputOf(line.slice(2), folder)}`;
    }
    printed.push(output);
  }
  if (process.env["UPDATE_README"] !== undefined) {
    let next = 0;
    const updated = readme.replaceAll(
      /```console\n[\s\S]*?```/g,
      () => `\`\`\`console\n${printed[next++]?.trim()}\n\`\`\``,
    );
    await writeFile(join(root, "README.md"), updated);
    return;
  }
  expect(printed.map(masked)).toEqual(blocks.map(masked));
  expect(blocks.length).toBeGreaterThan(0);
});

test("the shortest storyboard of the README renders against the mock", async () => {
  const folder = await setup();
  const yaml = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  await writeFile(join(folder, "hello.yaml"), yaml);
  expect(await outputOf("npx shotlist render hello.yaml --mock", folder)).toContain("1 take: 1 rendered");
});
