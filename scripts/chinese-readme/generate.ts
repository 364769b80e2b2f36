import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const rowsInChinese: Readonly<Record<string, string>> = {
  "paid tasks for one clip": "同一个片段付费的任务数",
  "nothing goes wrong": "一切正常",
  "submit accepted, answer lost": "提交已被接受，应答丢失",
  "submits accepted, every answer of the first run lost": "提交已被接受，首次运行的应答全部丢失",
  "submit accepted, answer 500": "提交已被接受，应答为 500",
  "submit accepted, answer 502": "提交已被接受，应答为 502",
  "429 on the submit": "提交时返回 429",
  "429 on a poll": "查询时返回 429",
  "500 on a poll": "查询时返回 500",
  "a poll is cut": "查询时连接中断",
  "HTML on a poll": "查询时返回 HTML",
  "download cut, then run again": "下载中断，再次运行",
  "killed during the submit, then run again": "提交时进程被杀，再次运行",
  "two started at once": "同时启动两个进程",
};

const generatedPart = /```(?:console|yaml)\n[^]*?```|<!-- scoreboard -->[^]*?<!-- \/scoreboard -->/gu;

/** The Chinese README: its prose is written by hand, its storyboard, its console output and its scoreboard come from the English one. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const [english, chinese] = await Promise.all([read("README.md"), read("README.zh-CN.md")]);
  return new Map([["README.zh-CN.md", withPartsOf(english, chinese)]]);
}

/** Replaces the generated parts of the Chinese page, in their order, with those of the English one. */
function withPartsOf(english: string, chinese: string): string {
  const parts = english.match(generatedPart) ?? [];
  const places = chinese.match(generatedPart) ?? [];
  if (parts.length !== places.length) {
    throw new Error(`README.md has ${parts.length} generated parts, README.zh-CN.md has ${places.length}`);
  }
  let next = 0;
  return chinese.replaceAll(generatedPart, () => translated(parts[next++] ?? ""));
}

function translated(part: string): string {
  if (!part.startsWith("<!--")) return part;
  return part
    .replaceAll(/^\| ([^|]*?) *\|/gmu, (row, label: string) => {
      if (/^-+$/u.test(label)) return "| --- |";
      const name = rowsInChinese[label];
      if (name === undefined) throw new Error(`No Chinese for "${label}": ${row}`);
      return `| ${name} |`;
    })
    .replace("| plain poll loop |", "| 普通轮询 |");
}

function read(name: string): Promise<string> {
  return readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");
}
