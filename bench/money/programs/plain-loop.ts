import { writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { clipFile, vendorUrl } from "./arguments.ts";

// The workflow that the document of seed 003 prints, in TypeScript: post, poll, download. Like there, an answer without
// the expected field ends the program.
const tasks = `${vendorUrl}/api/v3/contents/generations/tasks`;
const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
const body = JSON.stringify({
  model: "doubao-seedance-2.0",
  content: [{ type: "text", text: "A cat walks down a sunny street" }],
  resolution: "720p",
  ratio: "16:9",
  duration: 5,
});

const { id } = await ask(tasks, { method: "POST", headers, body });
if (typeof id !== "string") throw new Error("no id");
for (;;) {
  const { status, content } = await ask(`${tasks}/${id}`, { headers });
  if (typeof status !== "string") throw new Error("no status");
  if (status === "succeeded") {
    const link = content?.video_url;
    if (typeof link !== "string") throw new Error("no link");
    await writeFile(clipFile, Buffer.from(await (await fetch(link)).arrayBuffer()));
    break;
  }
  if (["failed", "expired", "cancelled"].includes(status)) throw new Error(status);
  await wait(100);
}

interface Answer {
  readonly id?: unknown;
  readonly status?: unknown;
  readonly content?: { readonly video_url?: unknown };
}

async function ask(url: string, options: RequestInit): Promise<Answer> {
  const answer: Answer = JSON.parse(await (await fetch(url, options)).text());
  return answer;
}
