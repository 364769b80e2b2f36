import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../src/sources.ts";
import type { Play } from "./played.ts";
import { taskClients } from "./video-tasks.ts";
import { failedCalls, videosCalls, walkThrough } from "./videos-calls.ts";
import { videosClients } from "./videos-clients.ts";

/** Takes every client through its calls on one stage, and holds what docs/clients.md says of that stage. */
export function walkClients(stage: string, play: Play): void {
  const made = new Set<string>();

  test.each(Object.entries(videosClients))("%s walks a video through its whole life", async (name, createClient) => {
    const played = await play("openai-videos");
    const calls = await walkThrough(videosCalls, createClient(`${played.baseUrl}/v1`), played);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) made.add(`${name}: ${call}`);
  });

  test.each(Object.entries(videosClients))("%s sees a video fail", async (name, createClient) => {
    const played = await play("openai-videos", { outcome: "failed" });
    const calls = await walkThrough(failedCalls, createClient(`${played.baseUrl}/v1`), played);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) made.add(`${name}: ${call}`);
  });

  test.each(taskClients)("$name, $format: $does", async ({ name, format, does, outcome, make }) => {
    await expect(make(await play(format, outcome === undefined ? {} : { outcome }))).resolves.toBeUndefined();
    made.add(`${name}: ${format}: ${does}`);
  });

  test(`docs/clients.md lists what was made on ${stage}`, async () => {
    const rows = await rowsOfPage();
    const names = Object.keys(videosClients);
    const listed = [...videosCalls, ...failedCalls].flatMap(({ name: call }) => {
      const [, ...cells] = rows.find(([first]) => first === call) ?? [];
      return names.filter((_, index) => isListed(cells[index], stage)).map((name) => `${name}: ${call}`);
    });
    const tasks = taskClients.filter(({ name, format, does }) =>
      isListed(rows.find((cells) => cells[0] === name && cells[1] === format && cells[2] === does)?.[3], stage),
    );
    const named = ["call", ...names.map((name) => `\`${name.replace(" ", "` ")}`)];
    expect(rows.some((cells) => cells.join() === named.join())).toBe(true);
    expect(new Set([...listed, ...tasks.map(({ name, format, does }) => `${name}: ${format}: ${does}`)])).toEqual(made);
  });
}

function isListed(cell: string | undefined, stage: string): boolean {
  return cell?.split(", ").includes(stage) ?? false;
}

/** The cells of every table's rows. */
async function rowsOfPage(): Promise<readonly (readonly string[])[]> {
  const page = await readFile(join(root, "docs/clients.md"), "utf8");
  return page
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
