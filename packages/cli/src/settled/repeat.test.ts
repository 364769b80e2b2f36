import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../testing/fake-world.ts";
import {
  createRememberingProject,
  filesBelow,
  readingBoard,
  usualEnvironment,
  type RememberingProject,
} from "../testing/remembering.ts";

const template = createRememberingProject();
beforeAll(() => template.render({ words: ["board.yaml", "--mock", "--speed", "6000"] }));
afterAll(() => template[Symbol.dispose]());

/** A project of which it is remembered that there is nothing to do. */
async function settledProject(): Promise<RememberingProject> {
  const project = createRememberingProject(template);
  expect(await project.render()).toMatchObject({ exitCode: 0 });
  expect(memoriesOf(project)).toHaveLength(1);
  return project;
}

const memoriesOf = (project: RememberingProject): readonly string[] => filesBelow(project.path(".shotlist", "settled"));

/** What differs from one project and one moment to the next. */
function comparable(outcome: Outcome, { folder }: RememberingProject): Outcome {
  const general = (text: string): string =>
    text
      .replaceAll(folder, "FOLDER")
      .replaceAll(/cgt-[\w-]+/gu, "TASK")
      .replaceAll(/\d+\.\d kB/gu, "SIZE")
      .replaceAll(/\[\d+:\d\d \d/gu, "[TIME");
  const { exitCode, stdout, stderr } = outcome;
  return { exitCode, stdout: general(stdout), stderr: general(stderr).split("\n").toSorted().join("\n") };
}

test("a run that had nothing to do is remembered, and says the same again", async () => {
  using project = createRememberingProject(template);
  expect(memoriesOf(project)).toEqual([]);
  const second = await project.render();
  expect(second.stdout).toContain("2 takes: all already rendered. Nothing was submitted.");
  expect(await project.goesTheWholeWay(async () => expect(await project.render()).toEqual(second))).toBe(false);
  expect(await project.renderAfresh()).toEqual(second);
});

type RenderOptions = Parameters<RememberingProject["render"]>[0];
type Change = (project: RememberingProject) => RenderOptions | void | Promise<void>;

const replaceIn = (project: RememberingProject, file: string, from: string, to: string): void => {
  const text = readFileSync(project.path(file), "utf8");
  expect(text).toContain(from);
  project.write(file, text.replace(from, to));
};
/** The first file below a folder with such a name. */
const found = (project: RememberingProject, folder: string, name: RegExp): string => {
  const file = filesBelow(project.path(folder)).find((path) => name.test(path));
  if (file === undefined) throw new Error(`no ${String(name)} in ${folder}`);
  return file;
};
const clip = (project: RememberingProject): string => found(project, ".shotlist/mock/clips", /\.mp4$/u);
const copy = (project: RememberingProject): string => found(project, "renders-mock", /\.mp4$/u);
/** The same bytes in another file, of the same length and time of writing. */
const replaced = (path: string): void => {
  const { atime, mtime } = statSync(path);
  cpSync(path, `${path}.new`);
  utimesSync(`${path}.new`, atime, mtime);
  renameSync(`${path}.new`, path);
};
const flipped = (path: string): void => {
  const bytes = readFileSync(path);
  const { atime, mtime } = statSync(path);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  utimesSync(path, atime, mtime);
};

const changes: readonly (readonly [what: string, change: Change])[] = [
  ["the storyboard", (project) => replaceIn(project, "board.yaml", "in $", "near $")],
  ["a comment in the storyboard", (project) => appendFileSync(project.path("board.yaml"), "# later\n")],
  [
    "the storyboard, in its length and time as it was",
    (project) => flippedText(project.path("board.yaml"), "in $", "IN $"),
  ],
  ["an included file", (project) => replaceIn(project, "more.yaml", "watch", "clock")],
  ["a table", (project) => replaceIn(project, "cells.csv", "calm", "loud")],
  ["an asset", (project) => appendFileSync(project.path("watch.png"), "more")],
  ["an included file that is gone", (project) => rmSync(project.path("more.yaml"))],
  ["an included file that is a link to one outside", (project) => linkedOutside(project, "more.yaml")],
  ["a variable that the storyboard reads", () => ({ env: { ...usualEnvironment, SHOTLIST_VAR_CITY: "Rome" } })],
  ["a variable that decides about colours", () => ({ env: { ...usualEnvironment, FORCE_COLOR: "1" } })],
  ["the language", () => ({ env: { ...usualEnvironment, LANG: "zh_CN.UTF-8" } })],
  ["the configuration", (project) => project.write("shotlist.config.yaml", "env: [HOME]\n")],
  ["the repository", (project) => rmSync(project.path(".git"), { recursive: true })],
  ["another program", (project) => project.write("program/dist/bin.js", "// another program")],
  ["a file more of the program", (project) => project.write("program/dist/chunks/more.js", "// more")],
  ["the version of the program", (project) => project.write("program/package.json", `{ "version": "2.0.0" }`)],
  ["a clip that is gone", (project) => rmSync(clip(project))],
  ["a clip that was cut off", (project) => writeFileSync(clip(project), "cut")],
  ["a clip that was changed, in its length and time as it was", (project) => flipped(clip(project))],
  ["a clip that is another file", (project) => replaced(clip(project))],
  ["a copy that is gone", (project) => rmSync(copy(project))],
  ["a copy that was edited", (project) => appendFileSync(copy(project), "edited")],
  ["a copy that was changed, in its length and time as it was", (project) => flipped(copy(project))],
  ["a copy that is a link to one", (project) => linked(copy(project))],
  ["the list of storyboards", (project) => appendFileSync(project.path(".shotlist/storyboards.json"), "\n")],
  ["the log of what was sent", (project) => appendFileSync(found(project, ".shotlist/mock", /sent/u), "\n")],
  ["changes of the ledger that are not in it yet", (project) => project.write(".shotlist/mock/ledger.sqlite-wal", "")],
  ["a decision in the ledger", async (project) => void (await project.shotlist("approve", "reveal[id=one]"))],
  ["a version that was chosen", async (project) => void (await project.shotlist("use", "reveal[id=one]", "1"))],
  ["a lock file", (project) => project.write("launch.lock.json", "{}")],
  ["a terminal", () => ({ isTTY: true })],
  ["an option", () => ({ words: ["board.yaml", "--mock", "--strict"] })],
  [
    "a storyboard more",
    (project) => {
      project.write("other.yaml", readingBoard.replace("name: launch", "name: other"));
      return { words: ["board.yaml", "other.yaml", "--mock", "--max-tasks", "0"] };
    },
  ],
  ["the folder of the state", () => ({ env: { ...usualEnvironment, SHOTLIST_STATE: "elsewhere" } })],
];

test.each(changes)("not where something is otherwise: %s", async (_what, change) => {
  using project = await settledProject();
  const before = await project.render();
  const options = (await change(project)) ?? {};
  using twin = createRememberingProject(project);
  let after: Outcome | undefined;
  const wholeWay = await project.goesTheWholeWay(async () => (after = await project.render(options)));
  if (after === undefined) throw new Error("nothing was rendered");
  expect(wholeWay || JSON.stringify(after) !== JSON.stringify(before)).toBe(true);
  expect(comparable(after, project)).toEqual(comparable(await twin.renderAfresh(options), twin));
});

test("a file that was only touched is read again, and then it is settled again", async () => {
  using project = await settledProject();
  for (const file of ["board.yaml", "watch.png", "cells.csv"]) utimesSync(project.path(file), 1, 1);
  for (let run = 0; run < 2; run += 1) expect(await project.goesTheWholeWay(() => project.render())).toBe(false);
});

test.each<readonly [what: string, harm: (path: string) => void]>([
  ["lost", (path) => rmSync(path)],
  ["cut off", (path) => truncateSync(path, 300)],
  ["damaged", (path) => writeFileSync(path, readFileSync(path, "utf8").replace("2 takes", "9 takes"))],
  ["empty", (path) => truncateSync(path, 0)],
])("a memory that is %s costs time and nothing else", async (_what, harm) => {
  using project = await settledProject();
  const before = await project.render();
  for (const path of memoriesOf(project)) harm(path);
  expect(await project.goesTheWholeWay(async () => expect(await project.render()).toEqual(before))).toBe(true);
  expect(await project.goesTheWholeWay(async () => expect(await project.render()).toEqual(before))).toBe(false);
});

test("no value of a variable is in it, nor what one could be found by without its key", async () => {
  using project = await settledProject();
  const text = memoriesOf(project).map((path) => readFileSync(path, "utf8"));
  expect(text.join("")).toContain("SHOTLIST_VAR_CITY");
  expect(text.join("")).not.toContain("Oslo");
  expect(text.join("")).not.toContain(createHash("sha256").update("Oslo").digest("hex"));
});

/** Something that happens when something is printed for the first time. */
function once(act: () => void): () => void {
  let isOver = false;
  return () => {
    if (!isOver) act();
    isOver = true;
  };
}

describe("nothing is remembered", () => {
  test.each<readonly [what: string, options: (project: RememberingProject) => RenderOptions]>([
    ["of files that were changed a moment ago", () => ({ nowMs: Date.now() })],
    ["in colours", () => ({ env: { ...usualEnvironment, FORCE_COLOR: "1" } })],
    ["on GitHub, where a summary is written", () => ({ env: { ...usualEnvironment, GITHUB_ACTIONS: "true" } })],
    ["with an option", () => ({ words: ["board.yaml", "--mock", "--strict"] })],
    [
      "where an included file is written while it runs",
      (project) => ({ onPrinted: once(() => replaceIn(project, "more.yaml", "watch", "clock")) }),
    ],
    [
      "where the configuration comes while it runs",
      (project) => ({ onPrinted: once(() => project.write("shotlist.config.yaml", "env: [HOME]\n")) }),
    ],
    [
      "where somebody else holds the ledger in between",
      (project) => ({
        onPrinted: once(() => {
          using database = new DatabaseSync(project.path(".shotlist/mock/ledger.sqlite"));
          database.exec("UPDATE lock SET fence = fence + 1");
        }),
      }),
    ],
  ])("%s", async (_what, options) => {
    using project = createRememberingProject(template);
    expect(await project.render(options(project))).toMatchObject({ exitCode: 0 });
    expect(memoriesOf(project)).toEqual([]);
  });
});

function flippedText(path: string, from: string, to: string): void {
  const text = readFileSync(path, "utf8");
  const { atime, mtime } = statSync(path);
  writeFileSync(path, text.replace(from, to));
  expect(statSync(path).size).toBe(text.length);
  utimesSync(path, atime, mtime);
}

function linked(path: string): void {
  renameSync(path, `${path}.there`);
  symlinkSync(`${path}.there`, path);
}

function linkedOutside(project: RememberingProject, file: string): void {
  const outside = `${project.folder}-outside`;
  mkdirSync(outside, { recursive: true });
  cpSync(project.path(file), join(outside, file));
  rmSync(project.path(file));
  symlinkSync(join(outside, file), project.path(file));
}
