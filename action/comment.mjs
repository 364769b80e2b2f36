// Writes a file as the one comment of a pull request: the comment with the same mark in its first line is brought up to date.
import { readFile } from "node:fs/promises";

const {
  GITHUB_API_URL = "https://api.github.com",
  GITHUB_REPOSITORY,
  GITHUB_TOKEN,
  SHOTLIST_PULL_REQUEST,
} = process.env;
const [file = ""] = process.argv.slice(2);
const body = await readFile(file, "utf8");
const [mark = ""] = body.split("\n");
if (!/^<!-- [\w ]+ -->$/u.test(mark)) throw new Error(`${file} does not begin with a mark`);
const comments = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`;

/** @param {string} url @param {string} [method] @param {unknown} [content] */
async function ask(url, method = "GET", content) {
  const answer = await fetch(url, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${GITHUB_TOKEN}`,
      "x-github-api-version": "2022-11-28",
    },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** The number of the comment that has the mark and was written by a program; people may quote it. */
async function findComment() {
  for (let page = 1; ; page += 1) {
    const found = await ask(`${comments}/${SHOTLIST_PULL_REQUEST}/comments?per_page=100&page=${page}`);
    const own = found.find((comment) => comment.user?.type === "Bot" && comment.body?.startsWith(mark));
    if (own !== undefined) return own.id;
    if (found.length < 100) return undefined;
  }
}

try {
  const known = await findComment();
  if (known === undefined) await ask(`${comments}/${SHOTLIST_PULL_REQUEST}/comments`, "POST", { body });
  else await ask(`${comments}/comments/${known}`, "PATCH", { body });
} catch (error) {
  // A pull request from a fork may not comment: its plan is in the step's summary.
  console.log(
    `::warning title=The plan could not be written as a comment::${String(error)
      .replaceAll("%", "%25")
      .replaceAll(/[\r\n]+/gu, " ")}`,
  );
}
