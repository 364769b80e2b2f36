import { once } from "node:events";
import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { formatIds } from "@shotlist/schema";
import type { FormatId, JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { describe, expect, test } from "vitest";
import { findAt } from "../answer/pointer.ts";
import { checkTrace } from "../trace/check-trace.ts";
import { toExchange } from "../trace/to-exchange.ts";
import { recordSession } from "../record/record-session.ts";
import type { Recording } from "../record/recording.ts";
import { recordWalk } from "../testing/record-walk.ts";
import { openReplayServer } from "./open-replay-server.ts";
import { replaySession } from "./replay-session.ts";

const base = "http://replay.test/any/prefix";
const path = "/api/v3/contents/generations/tasks";
const task = (id: string, status: string): JsonValue => ({
  id,
  status,
  ...(status === "succeeded" ? { content: { video_url: "https://recorded.invalid/1.mp4" } } : {}),
});

const recording: Recording = {
  format: "wisgate",
  entries: [
    { at: 1, method: "POST", url: path, status: 200, response: { id: "cgt-recorded-1" } },
    { at: 2, method: "POST", url: path, status: 429, response: { error: { code: "busy", message: "busy" } } },
    { at: 3, method: "GET", url: `${path}/cgt-recorded-1`, status: 200, response: task("cgt-recorded-1", "running") },
    { at: 4, method: "GET", url: `${path}/cgt-recorded-2`, status: 200, response: task("cgt-recorded-2", "failed") },
    { at: 5, method: "GET", url: `${path}/cgt-recorded-1`, status: 200, response: task("cgt-recorded-1", "succeeded") },
    { at: 6, method: "GET", url: `${path}?page_num=1`, status: 200, response: { items: [], total: 0 } },
    { at: 7, method: "DELETE", url: `${path}/cgt-recorded-2`, status: 204, text: "" },
    { at: 8, method: "GET", url: "/v1/elsewhere", status: 200, text: "" },
  ],
};

describe("a replayed session", () => {
  test("gives the k-th call of its kind the k-th answer, and polls the last one from then on", async () => {
    const session = replaySession(recording);
    const statusOf = async (id: string): Promise<unknown> =>
      (await (await session.fetch(`${base}${path}/${id}`)).json()).status;
    expect(await (await session.fetch(`${base}${path}`, { method: "POST" })).json()).toEqual({ id: "cgt-recorded-1" });
    expect((await session.fetch(`${base}${path}`, { method: "POST" })).status).toBe(429);
    expect([await statusOf("cgt-recorded-1"), await statusOf("cgt-recorded-2")]).toEqual(["running", "failed"]);
    expect([await statusOf("cgt-recorded-1"), await statusOf("cgt-recorded-1")]).toEqual(["succeeded", "succeeded"]);
    expect(session.left.map(({ at }) => at)).toEqual([6, 7, 8]);
    expect(session.calls.at(-1)).toEqual({ operation: "poll", taskId: "cgt-recorded-1", status: 200, entry: 4 });
  });

  test("makes no task up: a submit past the end is refused in the format's own envelope", async () => {
    const session = replaySession(recording);
    for (let count = 0; count < 2; count += 1) await session.fetch(`${base}${path}`, { method: "POST" });
    const refused = await session.fetch(`${base}${path}`, { method: "POST" });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: { message: "all 2 submits of the recording are already used" },
    });
    expect(session.calls.at(-1)).toEqual({ operation: "submit", status: 400 });
  });

  test("says which task and which list it does not hold", async () => {
    const { fetch } = replaySession(recording);
    expect((await fetch(`${base}${path}?page_num=1`)).status).toBe(200);
    const list = await fetch(`${base}${path}?page_num=2`);
    expect(await list.json()).toMatchObject({ error: { message: "the recording has no list with this query" } });
    const other = await fetch(`${base}${path}/cgt-other`);
    expect(other.status).toBe(404);
    expect(await other.json()).toMatchObject({
      error: { message: "the recording has no poll of the task cgt-other" },
    });
    expect((await fetch(`${base}/v1/elsewhere`)).status).toBe(404);
    expect((await fetch(`${base}${path}/cgt-recorded-2`, { method: "DELETE" })).status).toBe(204);
  });

  test("has a stand-in behind every recorded link, or the clip that it was given", async () => {
    const link = "https://recorded.invalid/1.mp4";
    const empty = await replaySession(recording).fetch(link);
    expect(empty.headers.get("content-type")).toBe("video/mp4");
    expect(Buffer.from(await empty.arrayBuffer()).toString("latin1", 4, 8)).toBe("ftyp");
    const own = await replaySession(recording, { clip: Buffer.from("my clip") }).fetch(link);
    expect(await own.text()).toBe("my clip");
    const frame = await replaySession(recording).fetch("https://recorded.invalid/2.png");
    expect(frame.headers.get("content-type")).toBe("image/png");
  });
});

const observed = (format: FormatId, { entries }: Recording): readonly unknown[] =>
  entries.map((entry) => {
    const exchange = toExchange(format, entry);
    return [
      exchange?.operation,
      exchange?.taskId,
      entry.status,
      findAt(entry.response, contractOf(format).places.status)?.value,
    ];
  });

test.each(formatIds)(
  "a recording of %s that is asked again call by call answers the same, and is as right",
  async (format) => {
    const { recording: first } = await recordWalk(format);
    const session = replaySession(first);
    const again = recordSession({ format, baseUrl: "http://127.0.0.1:1", fetch: session.fetch });
    for (const { method, url, request, authorized } of first.entries) {
      await again.fetch(`http://127.0.0.1:1${url}`, {
        method,
        ...(authorized === true ? { headers: { authorization: "Bearer any-key" } } : {}),
        ...(method === "POST" ? { body: JSON.stringify(request ?? null) } : {}),
      });
    }
    expect(observed(format, again.recording())).toEqual(observed(format, first));
    expect(session.left).toEqual([]);
    expect(checkTrace(format, again.recording().entries).findings).toEqual([]);
  },
);

describe("a replay server", () => {
  test("answers below any prefix, and its links lead back to it", async () => {
    await using server = await openReplayServer(recording);
    const poll = `${server.url}/gateway${path}/cgt-recorded-1`;
    await fetch(poll);
    const { content } = await (await fetch(poll)).json();
    expect(content.video_url).toBe(`${server.url}/__recorded/1.mp4`);
    const clip = await fetch(content.video_url);
    expect([clip.status, clip.headers.get("content-type")]).toEqual([200, "video/mp4"]);
    expect((await fetch(content.video_url, { method: "HEAD" })).headers.get("content-length")).toBe("76");
    expect(server.session.calls).toHaveLength(2);
  });

  test("continues after a call that cannot be answered", async () => {
    await using server = await openReplayServer(recording);
    const statuses = [];
    for (const method of ["TRACE", "GET"]) {
      const call = httpRequest(`${server.url}${path}/cgt-recorded-2`, { method });
      call.end();
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the event of a client request carries
      const [response] = (await once(call, "response")) as [IncomingMessage];
      response.resume();
      statuses.push(response.statusCode);
    }
    expect(statuses).toEqual([400, 200]);
  });

  test("takes a submit with a body", async () => {
    await using server = await openReplayServer(recording);
    const response = await fetch(`${server.url}${path}`, { method: "POST", body: "{}" });
    expect(await response.json()).toEqual({ id: "cgt-recorded-1" });
  });
});
