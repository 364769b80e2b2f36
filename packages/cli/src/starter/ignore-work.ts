import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findGitRoot } from "../files/git-root.ts";
import { writeOutput } from "../files/write-output.ts";

/** What is made from the storyboards: the ledger and clips of this machine, copies of the clips, pages. */
const lines = [
  ".shotlist/",
  "renders/",
  "renders-mock/",
  "renders-local/",
  "renders-draft/",
  "renders-mock-draft/",
  "renders-local-draft/",
  "report.html",
];

/**
 * Tells git to leave alone what is made from the storyboards, in the repository's `.gitignore` or in the folder's own. What it says
 * already is kept; answers the file's absolute path where something was added.
 */
export async function ignoreWork(folder: string): Promise<string | undefined> {
  const file = join(findGitRoot(folder) ?? folder, ".gitignore");
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const known = new Set(before.split(/\r?\n/u).map((line) => line.trim().replace(/^\//u, "")));
  const missing = lines.filter((line) => !known.has(line) && !known.has(line.replace(/\/$/u, "")));
  if (missing.length === 0) return undefined;
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  await writeOutput(file, `${before}${gap}${missing.join("\n")}\n`, folder);
  return file;
}
