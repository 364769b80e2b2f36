import { expect, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
import { createProject, twoTakes } from "../testing/project.ts";

const missing = ["check", "missing.yaml"];
const english = /^error: Cannot read missing\.yaml: no such file or directory\nhelp: Check the path/u;
const chinese = /^错误：无法读取 missing\.yaml：没有那个文件或目录\n提示：请检查路径/u;

test.each([
  [{ LANG: "zh_CN.UTF-8" }, [], chinese],
  [{ LANG: "zh" }, [], chinese],
  [{ LC_MESSAGES: "zh_SG.UTF-8", LANG: "en_US.UTF-8" }, [], chinese],
  [{ LC_ALL: "en_US.UTF-8", LC_MESSAGES: "zh_CN", LANG: "zh_CN" }, [], english],
  [{ LC_ALL: "", LANG: "zh_CN.UTF-8" }, [], chinese],
  [{ LANG: "C.UTF-8" }, [], english],
  [{ LANG: "zha_CN" }, [], english],
  [{}, [], english],
  [{}, ["--lang", "zh"], chinese],
  [{}, ["--lang=zh"], chinese],
  [{ LANG: "zh_CN.UTF-8" }, ["--lang", "en"], english],
])("with %j and %j", async (env, words, expected) => {
  for (const argv of [
    [...words, ...missing],
    [...missing, ...words],
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- a process has one language at a time
    expect((await runIn({ cwd: "/", env }, ...argv)).stderr).toMatch(expected);
  }
});

test.each([[["--lang", "fr"]], [["--lang"]], [["--lang="]]])("%j is refused", async (words) => {
  const { exitCode, stderr } = await runIn({ cwd: "/", env: { LANG: "zh_CN" } }, "check", "a.yaml", ...words);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error: --lang takes en or zh; got "(?:fr)?"\n$/u);
});

test("what programs read is the same in every language", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  const inBoth = async (...argv: readonly string[]): Promise<readonly [string, string]> => [
    (await project.shotlist(...argv)).stdout,
    (await project.shotlist(...argv, "--lang", "zh")).stdout,
  ];
  for (const argv of [
    ["check", "a.yaml", "--json"],
    ["plan", "a.yaml", "--json"],
    ["plan", "missing.yaml", "--json"],
    ["status", "a.yaml", "--csv"],
    ["gc", "--json"],
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- a process has one language at a time
    const [first, second] = await inBoth(...argv);
    expect(second).toBe(first);
  }
});

test("the command that continues speaks the same language", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  const { stdout } = await project.shotlist("--lang", "zh", "render", "a.yaml", "--mock", "--max-tasks", "0");
  expect(stdout).toContain("2 个镜次：2 个已跳过");
});

test("help, tables and prompts are Chinese, and a table keeps its columns", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  expect((await project.shotlist("--lang", "zh")).stderr).toContain("  render              渲染尚未渲染的内容");
  expect((await project.shotlist("--lang", "zh", "plan", "--help")).stdout).toContain("\n选项：\n  --mock ");
  const { stdout } = await project.shotlist("--lang", "zh", "plan", "a.yaml", "--mock");
  expect(stdout).toContain("镜次     操作  费用  原因\nreveal   渲染     ?  ");
});
