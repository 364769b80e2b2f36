import { expect, test } from "vitest";
import { createCatalogue } from "./catalogue.ts";

const { template, translate } = createCatalogue({
  texts: {
    "{0}: nothing to change": "{0}：无需修改",
    "{0}: {1}": "{0}：{1}",
    "Cannot read {0}: {1}": "无法读取 {0}：{1}",
    "Cannot read the baseline {0}: {1}": "无法读取基线 {0}：{1}",
    "it is a device": "它是设备文件",
    "{0} would be submitted again{1}": "将重新提交 {0}{1}",
    ", for at most {0}": "，最多 {0}",
    "Run again.": "请再次运行。",
    "Look at {0}.": "请查看 {0}。",
    failed: "失败",
  },
  counts: { task: "{0} 个任务", take: "{0} 个镜次", "*": "{0} 个{1}" },
  marks: { ", ": "，", "; ": "；", ": ": "：", " and ": " 和 ", " or ": " 或 ", ", or ": "，或", ".": "。" },
});

test.each([
  ["it is a device", "它是设备文件"],
  ["\nit is a device\n", "\n它是设备文件\n"],
  ["Cannot read a.yaml: it is a device", "无法读取 a.yaml：它是设备文件"],
  ["Cannot read the baseline b.json: it is a device", "无法读取基线 b.json：它是设备文件"],
  ["1 task", "1 个任务"],
  ["12 tasks", "12 个任务"],
  ["3 failed", "3 个失败"],
  ["3 tasks would be submitted again, for at most 4.00 CNY", "将重新提交 3 个任务，最多 4.00 CNY"],
  ["2 takes, 1 task", "2 个镜次，1 个任务"],
  ["it is a device; Run again.", "它是设备文件；请再次运行。"],
  ["launch/reveal: it is a device", "launch/reveal：它是设备文件"],
  ["live, local or mock", "live, local 或 mock"],
  ["Something new. Run again.", "Something new.请再次运行。"],
])("%j is %j", (english, chinese) => {
  expect(translate(english)).toBe(chinese);
});

test.each(["Nobody translated this", "launch: nobody did", "reveal, skyline", "3 apples", ""])(
  "%j stays, since nothing of it is known",
  (english) => {
    expect(translate(english)).toBe(english);
  },
);

test("a name that is also a word stays where it is part of a text", () => {
  expect(translate("Cannot read failed: it is a device")).toBe("无法读取 failed：它是设备文件");
});

test("templates are found by their English", () => {
  expect(template("{0}: nothing to change")).toBe("{0}：无需修改");
  expect(template("{0}: nothing to change\n")).toBe("{0}：无需修改\n");
  expect(template("{0} is new")).toBeUndefined();
});
