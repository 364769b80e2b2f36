import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Notice } from "../ports/notices.ts";
import { openNoticeReceiver, type ReceiverOptions } from "./notice-receiver.ts";

const now = Date.UTC(2026, 10, 1);
const secret = "a secret of two people";
const finished = { id: "evt_1", type: "generation.completed", data: { task_id: "task_1", status: "SUCCESS" } };

async function setup(over: Partial<ReceiverOptions> = {}) {
  const receiver = await openNoticeReceiver({ port: 0, now: () => now, ...over });
  onTestFinished(() => receiver[Symbol.asyncDispose]());
  const notices: Notice[] = [];
  receiver.subscribe((notice) => notices.push(notice));
  const post = async (body: unknown, init: RequestInit = {}): Promise<number> => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return (await fetch(receiver.url, { method: "POST", body: text, ...init })).status;
  };
  return { receiver, notices, post };
}

/** Headers with which a vendor signs. */
function signed(
  body: unknown,
  { by = secret, at = now, before = "" }: { readonly by?: string; readonly at?: number; readonly before?: string } = {},
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const digits = createHmac("sha256", by)
    .update(`evt_1.${timestamp}.${JSON.stringify(body)}`)
    .digest("hex");
  return {
    "x-toapis-webhook-id": "evt_1",
    "x-toapis-webhook-timestamp": timestamp,
    "x-toapis-webhook-signature": `${before}v1=${digits}`,
  };
}

describe("the receiver of webhooks", () => {
  it("hears of a task in whichever documented shape it comes, and of nothing else", async () => {
    const { post, notices } = await setup({ formats: ["ark", "toapis", "relaydance"] });
    expect(await post({ id: "cgt-1", status: "running" })).toBe(204);
    expect(await post(finished)).toBe(204);
    expect(await post({ type: "endpoint.test" })).toBe(204);
    expect(notices).toEqual(
      expect.arrayContaining([
        { format: "ark", taskId: "cgt-1", isOpen: true },
        { format: "toapis", taskId: "task_1", isOpen: false },
      ]),
    );
    expect(notices.every((notice) => Object.keys(notice).length === 3)).toBe(true);
  });

  it("listens to this machine alone by default", async () => {
    const { receiver } = await setup();
    expect(new URL(receiver.url).hostname).toBe("127.0.0.1");
  });

  it("ends for whoever does not listen any more, and with itself", async () => {
    const { receiver, post } = await setup({ formats: ["ark"] });
    let heard = 0;
    const stop = receiver.subscribe(() => (heard += 1));
    await post({ id: "cgt-1" });
    stop();
    await post({ id: "cgt-2" });
    expect(heard).toBe(1);
    await receiver[Symbol.asyncDispose]();
    await expect(post({ id: "cgt-3" })).rejects.toThrow("fetch failed");
  });

  it.each<[string, number, unknown, RequestInit]>([
    ["a page that is opened", 405, undefined, { method: "GET", body: null }],
    ["no JSON", 400, "{", {}],
    ["nothing", 400, "", {}],
    ["more than a mebibyte", 413, `"${"x".repeat(1024 * 1024)}"`, {}],
    ["packed bytes", 415, finished, { headers: { "content-encoding": "gzip" } }],
  ])("refuses %s", async (_what, status, body, init) => {
    const { post, notices } = await setup();
    expect(await post(body, init)).toBe(status);
    expect(notices).toEqual([]);
  });

  it("refuses a body without an end once it is too long", async () => {
    const { receiver, notices } = await setup();
    const { port } = new URL(receiver.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1");
      socket.write("POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
      const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
      for (let sent = 0; sent < 20; sent += 1) socket.write(chunk);
      let text = "";
      socket.on("data", (part) => (text += part.toString()));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /u);
    expect(notices).toEqual([]);
  });
});

describe("with a secret, a signed webhook", () => {
  const withSecret = { formats: ["toapis"], secretOf: () => secret };

  it.each<[string, Parameters<typeof signed>[1]]>([
    ["is heard", {}],
    ["is heard while the vendor changes secrets", { before: "v1=00ff, " }],
    ["is heard after 299 seconds", { at: now - 299_000 }],
    ["is heard from a clock that is ahead", { at: now + 299_000 }],
  ])("%s", async (_name, how) => {
    const { post, notices } = await setup(withSecret);
    expect(await post(finished, { headers: signed(finished, how) })).toBe(204);
    expect(notices).toHaveLength(1);
  });

  it.each<[string, Record<string, string>]>([
    ["without a signature", {}],
    ["signed by somebody else", signed(finished, { by: "another" })],
    ["signed for another body", signed({ ...finished, id: "evt_2" })],
    ["that is old", signed(finished, { at: now - 301_000 })],
    ["from the future", signed(finished, { at: now + 301_000 })],
    ["with no time", { ...signed(finished), "x-toapis-webhook-timestamp": "NaN" }],
    ["with half a signature", { ...signed(finished), "x-toapis-webhook-signature": "v1=" }],
  ])("%s is refused", async (_what, headers) => {
    const { post, notices } = await setup(withSecret);
    expect(await post(finished, { headers })).toBe(401);
    expect(notices).toEqual([]);
  });

  it("takes other formats as they are", async () => {
    const { post, notices } = await setup({ formats: ["toapis", "ark"], secretOf: () => secret });
    expect(await post({ id: "cgt-1", status: "succeeded" })).toBe(204);
    expect(notices).toEqual([{ format: "ark", taskId: "cgt-1", isOpen: false }]);
  });
});
