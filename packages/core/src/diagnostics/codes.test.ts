import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import { formatStoryboard } from "../format-storyboard.ts";
import { createMemoryFiles } from "../testing/memory-files.ts";
import { diagnosticCodes } from "./codes.ts";

interface Entry {
  readonly code: string;
  readonly severity: string;
  readonly bad: string;
  readonly good: string;
}

const page = readFileSync(join(import.meta.dirname, "../../../../docs/diagnostics.md"), "utf8");

const entries: readonly Entry[] = page
  .split(/^## /mu)
  .slice(1)
  .map((section) => {
    const [bad = "", good = ""] = [...section.matchAll(/^```text\n(?<text>[^]*?)\n```$/gmu)].map(
      (match) => match[1] ?? "",
    );
    const head = /^`(?<code>[a-z0-9-]+)`\n\n(?<severity>\w+)\./u.exec(section)?.groups ?? {};
    return { code: head["code"] ?? "", severity: (head["severity"] ?? "").toLowerCase(), bad, good };
  });

const files = createMemoryFiles({
  "watch.jpg": {},
  "clip.mp4": { durationSeconds: 4 },
  "film.mp4": { durationSeconds: 20 },
  "near.mp4": { durationSeconds: 15.04 },
  "live.mp4": {},
  "poster.png": { bytes: 12 * 1024 * 1024 },
  "huge.png": { bytes: 60 * 1024 * 1024 },
  "Watch.jpg": { actualPath: "watch.jpg" },
  folder: { problem: "not_a_file" },
  "rows.csv": "id,ratio\n1,9:16\n",
  "twice.csv": "id,name\n1,Watch\n1,Strap\n",
  "notes.csv": "id,notes\n1,for the fair\n",
  "broken.csv": 'id,name\n1,"Watch\n',
  "words.yaml": "vars: { product: Watch }\n",
  "loop.yaml": "include: loop.yaml\n",
});

const defaults = ["shotlist: 1", "name: aurora", "provider: wisgate", "defaults: { model: doubao-seedance-2.0 }"];

/** The example as a storyboard: what it leaves out is added, what it abbreviates is written out. */
function toStoryboard(example: string): string {
  const text = example
    .replaceAll("␀", "\0")
    .replaceAll("⍽", "\u{A0}")
    .replaceAll(/⟨(?<what>[^⟩]*) × (?<count>\d+)⟩/gu, (_, what: string, count: string) => what.repeat(Number(count)));
  if (text.trim() === "" || text.startsWith("shotlist:")) return text;
  const added = defaults.filter((line) => !new RegExp(`^${line.split(":")[0]}:`, "mu").test(text));
  const shots = /^shots:/mu.test(text) ? "" : "\nshots: [{ id: one, prompt: one }]";
  return `${added.join("\n")}\n${text}${shots}\n`;
}

function codesOf(example: string): readonly string[] {
  const storyboard = { file: "storyboard.yaml", text: toStoryboard(example) };
  const compiled = compileStoryboard(storyboard, {
    files,
    env: { CAMPAIGN: "spring", WISGATE_API_KEY: "not shown" },
    mayReadEnv: (name) => name !== "HOME",
  });
  return [...compiled.diagnostics, ...formatStoryboard(storyboard).diagnostics].map(
    ({ code, severity }) => `${severity} ${code}`,
  );
}

test("the page lists every code with its severity, in alphabetical order, and no other", () => {
  const listed = Object.entries(diagnosticCodes).toSorted(([left], [right]) => (left < right ? -1 : 1));
  expect(entries.map(({ code, severity }) => [code, severity])).toEqual(listed);
});

describe("the examples of", () => {
  test.each(entries.map((entry) => [entry.code, entry] as const))("%s", (code, { severity, bad, good }) => {
    expect(codesOf(bad)).toContain(`${severity} ${code}`);
    expect(codesOf(good)).toEqual([]);
  });
});
