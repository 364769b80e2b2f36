import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";

const openApi = (paths: object): string =>
  JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths });
const answers = { responses: { 200: { description: "fine" } } };

/** Columns on a terminal. */
const columns = (text = ""): number => text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);

test("a contract run, a drift and a diff are in Chinese, with columns that line up, and rules as they are called", async () => {
  await using vendor = await createMockServer({ format: "wisgate", speed: 6000 });
  using project = createProject({
    "old.json": openApi({ "/a": { get: answers } }),
    "new.json": openApi({ "/b": { get: answers } }),
  });
  const run = ["contract", "run", "--format", "wisgate", "--base-url", vendor.urlOf("wisgate"), "--record", "s.jsonl"];
  const only = ["--max-tasks", "0", "--only", "submit/*-key", "--only", "poll/*", "--only", "lifecycle/calls-back*"];
  const { stdout } = await project.shotlist("--lang", "zh", ...run, ...only);
  const lines = stdout.split("\n");
  const head = lines.findIndex((line) => line.startsWith("部分"));
  expect(lines[head]?.trim()).toMatch(/^部分 +通过 {2}失败 {2}未提供 {2}已跳过 {2}未判定$/u);
  expect(columns(lines[head + 1])).toBe(columns(lines[head]));
  expect(stdout).toMatch(/\n通过：\d+ 项通过，0 项失败.*；使用有效密钥提交 0 次；种子 \d+\n$/u);
  expect(stdout).not.toMatch(/\b(?:passed|failed|SKIPPED|UNDECIDED|because|submits)\b/u);

  expect((await project.shotlist("--lang", "zh", "contract", "drift", "s.jsonl")).stdout).toMatch(
    /^s\.jsonl\n已检查 wisgate 的 \d+ 次调用：没有偏差\n$/u,
  );
  expect((await project.shotlist("--lang", "zh", "contract", "diff", "old.json", "new.json")).stdout).toBe(
    "不兼容  GET /a：删除操作\n兼容    GET /b：新增操作\n1 处不兼容，1 处兼容，0 处仅为措辞变化\n",
  );
});
