import { driftOf, readRecording, recordSession, replaySession, writeRecording } from "@shotlist/contract-kit";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";

/** The client under test: it submits a task and polls until it has ended. */
async function statusesOf(baseUrl: string, fetch: typeof globalThis.fetch): Promise<readonly string[]> {
  const url = `${baseUrl}/v1/video/generations`;
  const headers = { authorization: "Bearer my-secret-key", "content-type": "application/json" };
  const body = JSON.stringify({ model: "doubao-seedance-2-0-1080p", prompt: "Alice's kitten", seconds: "5" });
  const { task_id: id } = await (await fetch(url, { method: "POST", headers, body })).json();
  const statuses: string[] = [];
  while (!["succeeded", "failed"].includes(statuses.at(-1) ?? "")) {
    statuses.push((await (await fetch(`${url}/${id}`, { headers })).json()).status);
  }
  return statuses;
}

test("a session is recorded once and replayed ever after", async () => {
  await using endpoint = await createMockServer({ formats: ["relaydance"], progress: { mode: "polls", polls: 3 } });
  const baseUrl = endpoint.urlOf("relaydance");

  const session = recordSession({ format: "relaydance", baseUrl });
  const statuses = await statusesOf(baseUrl, session.fetch);
  const text = writeRecording(session.recording()); // a file, one call a line
  expect(text).not.toMatch(/my-secret-key|Alice/);

  const recording = readRecording(text);
  const replay = replaySession(recording);
  expect(await statusesOf("https://relaydance.com", replay.fetch)).toEqual(statuses);
  expect(replay.left).toEqual([]);
  expect(driftOf(recording)).toMatchObject({ ok: true, rules: [] });
});
