// `node -C @shotlist/source scripts/cost/count-messages.ts REVISION`: the templates of messages, and how many are worded otherwise than in
// that revision's shipped sources, or are new.
import { execFileSync } from "node:child_process";
import { chineseTexts } from "../../packages/cli/src/text/zh/index.ts";

const [revision = "32259fb"] = process.argv.slice(2);
const git = (...words: readonly string[]): string =>
  execFileSync("git", words, { encoding: "utf8", maxBuffer: 2 ** 28 });

const sources = git("ls-tree", "-r", "--name-only", revision, "packages")
  .split("\n")
  .filter((path) => /\/src\/.*\.ts$/u.test(path) && !/\.test\.ts$|\/testing\/|\/generated\/|\/text\/zh\//u.test(path));
const before = git("show", ...sources.map((path) => `${revision}:${path}`))
  .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}|\{\d+\}/gu, "{}")
  .replaceAll('\\"', '"');

const templates = Object.keys(chineseTexts);
const changed = templates.filter((template) => !before.includes(template.replaceAll(/\{\d+\}/gu, "{}")));
console.log(`${templates.length} templates, ${changed.length} changed or new since ${revision}`);
