import { globSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Block, blocksOf } from "./doc-blocks/blocks.ts";
import { commandsIn, masked } from "./doc-blocks/console.ts";
import { openSandbox, type Sandbox } from "./doc-blocks/sandbox.ts";
import { root } from "../src/sources.ts";

// Every block of a page in a language that can be run or checked is: in the order of the page, in a folder of its own. What cannot be
// says why above its fence, and is counted at the end. UPDATE_DOCS writes what console blocks print.

const known: ReadonlySet<string> = new Set(["sh", "console", "yaml", "csv", "json", "ts", "js", "mjs"]);
const pages = globSync(["docs/*.md", "docs/guides/*.md", "examples/**/*.md"], { cwd: root })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((page) => !page.includes("node_modules"))
  .toSorted();
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");
const blocksIn = (page: string): readonly Block[] =>
  blocksOf(page, textOf(page)).filter(({ language }) => known.has(language));
const isElsewhere = ({ marks }: Block): boolean => marks.has("not run") || marks.has("run by");

async function runBlock(block: Block, sandbox: Sandbox): Promise<string | undefined> {
  const { language, text, marks, place } = block;
  const file = marks.get("file");
  if (file !== undefined) await sandbox.write(file, text);
  switch (language) {
    case "sh": {
      const { status, output } = marks.has("serves until stopped")
        ? await sandbox.serve(text)
        : await sandbox.bash(text);
      const ends = marks.has("serves until stopped") ? [0, 143] : [Number(marks.get("ends with") ?? 0)];
      if (!ends.includes(status ?? -1)) throw new Error(`${place} ended with ${status}:\n${output}`);
      return undefined;
    }
    case "console": {
      const parts: string[] = [];
      for (const command of commandsIn(text)) parts.push(`$ ${command}\n${(await sandbox.bash(command)).output}`);
      if (parts.length === 0) throw new Error(`${place} shows no command`);
      return parts.map((part) => part.trimEnd()).join("\n");
    }
    case "yaml":
      await checkYaml(block, sandbox);
      return undefined;
    case "json":
      JSON.parse(text);
      return undefined;
    case "ts":
    case "js":
      await runModule(block);
      return undefined;
    default:
      return undefined;
  }
}

/** Runs a module where the packages can be found. */
async function runModule({ text, place }: Block): Promise<void> {
  const folder = join(root, "tests/dist");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `doc-block-${place.replaceAll(/\W/gu, "-")}.mts`);
  await writeFile(file, text);
  try {
    await execa(process.execPath, ["-C", "@shotlist/source", file]);
  } finally {
    await rm(file);
  }
}

/** A storyboard is checked; part of one is checked within one; other files are read by the commands that come after them. */
async function checkYaml({ text, marks, place }: Block, sandbox: Sandbox): Promise<void> {
  const document: unknown = parse(text);
  if (document === null) return;
  const isStoryboard = typeof document === "object" && document !== null && "shotlist" in document;
  const part =
    "shotlist: 1\nname: part\nprovider: wisgate\ndefaults: { model: doubao-seedance-2.0 }\nshots:\n  - { id: reveal, prompt: one }\n  - { id: detail, prompt: two, takes: 2 }\nmatrix: { lang: [en] }\n";
  if (!isStoryboard && !marks.has("part of a storyboard")) {
    if (!marks.has("file")) throw new Error(`${place} is not a storyboard, nor named as a file or as part of one`);
    return;
  }
  const file = marks.get("file") ?? "part.yaml";
  if (!marks.has("file")) await sandbox.write(file, isStoryboard ? text : part + text);
  const { status, output } = await sandbox.bash(`npx shotlist check --strict '${file}'`);
  if (status !== 0) throw new Error(`${place}: shotlist check ended with ${status}:\n${output}`);
}

test.each(pages.filter((page) => blocksIn(page).some((block) => !isElsewhere(block))))(
  "the blocks of %s run, or are what they say",
  async (page) => {
    await using sandbox = await openSandbox();
    let text = textOf(page);
    const shown: (readonly [printed: string, written: string])[] = [];
    for (const block of blocksIn(page).filter((one) => !isElsewhere(one))) {
      const printed = await runBlock(block, sandbox);
      if (printed === undefined) continue;
      shown.push([masked(printed), masked(block.text)]);
      text = text.replace(`\`\`\`console\n${block.text}\`\`\``, () => `\`\`\`console\n${printed}\n\`\`\``);
    }
    // Written first, so that what is compared afterwards is what the page then shows.
    const isUpdated = process.env["UPDATE_DOCS"] !== undefined;
    if (isUpdated) await writeFile(join(root, page), text);
    expect(shown.map(([printed]) => printed)).toEqual(
      shown.map(([printed, written]) => (isUpdated ? printed : written)),
    );
  },
);

test("a block that another test runs is named by that test, by its page or its command", () => {
  const marked = pages.flatMap(blocksIn).filter(({ marks }) => marks.has("run by"));
  const astray = marked.filter(({ marks, place, text }) => {
    const runner = readFileSync(join(root, marks.get("run by") ?? ""), "utf8");
    const command = /shotlist (\w+)/u.exec(text)?.[1] ?? "?";
    return !runner.includes(basename(place.split(":")[0] ?? "", ".md")) && !runner.includes(command);
  });
  expect(marked.length).toBeGreaterThan(0);
  expect(astray.map(({ place }) => place)).toEqual([]);
});

test("few blocks are not run, each for a reason that is known here", () => {
  const reasons = new Map<string, number>();
  for (const { marks } of pages.flatMap(blocksIn)) {
    const why = marks.get("not run");
    if (why !== undefined) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  expect(Object.fromEntries(reasons)).toEqual({
    "installs a package": 4,
    "listens to a port": 1,
    "minutes of tests or measurements": 7,
    "needs a PostgreSQL server": 4,
    "needs a PostgreSQL server and a bucket": 1,
    "needs a collector": 1,
    "needs a format of one's own": 4,
    "needs a public address": 1,
    "needs a pull request of somebody else": 1,
    "needs an endpoint of somebody else": 1,
    "needs packages that Shotlist does not have": 1,
    "needs an uncertain take, and a task id from the vendor": 1,
    "needs the address that the mock printed": 1,
    "spends money": 2,
  });
});

test("the README's three commands to a film are those that the tutorial begins with, which run above", () => {
  const [three] = blocksIn("docs/tutorial.md");
  expect(three?.text.split("\n")).toHaveLength(4);
  expect(textOf("README.md")).toContain(`\`\`\`sh\n${three?.text}\`\`\``);
});
