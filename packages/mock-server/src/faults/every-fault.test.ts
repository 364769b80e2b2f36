import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { startMock } from "../testing/start-mock.ts";
import type { TestMock } from "../testing/start-mock.ts";
import { sampleRequest } from "../testing/sample-requests.ts";
import { startReceiver } from "../testing/start-receiver.ts";
import { createFaultPlan } from "./fault-plan.ts";
import { faultLibrary } from "./library.ts";
import type { Fault, FaultPlace } from "./fault.ts";
import type { ScenarioRule } from "./scenario.ts";

// One life of a task over bare sockets: what a fault does must show in bytes, and without it every byte is as ever.

const tasks = "/wisgate/api/v3/contents/generations/tasks";

/** Bytes that come back until the answer is whole, or what came before the connection was cut. */
function exchange(port: number, request: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(port, "127.0.0.1", () => void socket.write(request));
  let text = "";
  const end = (mark: string): void => {
    socket.destroy();
    resolve(text.replace(/\r\ndate: [^\r]*/i, "") + mark);
  };
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    const bodyStart = text.indexOf("\r\n\r\n") + 4;
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (bodyStart > 4 && text.length >= bodyStart + length) end("");
  });
  socket.on("error", () => end(" cut"));
  socket.on("close", () => end(" cut"));
  return promise;
}

function message(method: string, path: string, body?: unknown): string {
  const text = body === undefined ? "" : JSON.stringify(body);
  const content = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`;
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer any-key\r\n`;
  return `${head}${body === undefined ? "" : content}\r\n${text}`;
}

interface Life extends Pick<TestMock, "mock"> {
  readonly transcript: readonly unknown[];
}

/** From its submit to its clip. */
async function live(rules: readonly ScenarioRule[]): Promise<Life> {
  const { mock } = await startMock("wisgate", { seed: 7, scenario: { rules }, progress });
  const port = Number(new URL(mock.url).port);
  const late = rules.some(({ fault, times }) => times !== 0 && (fault === "stall" || fault === "slow_drip"));
  const transcript: string[] = [];
  const ask = async (text: string): Promise<string> => {
    let whole = false;
    const answered = exchange(port, text).finally(() => (whole = true));
    if (late) {
      // What the server has written comes before the answer to a later call.
      for (let call = 0; call < 3; call += 1) await fetch(`${mock.url}/__mock/health`);
      if (!whole) transcript.push("nothing yet");
      if (!whole) mock.clock.advance(2000);
    }
    transcript.push(await answered);
    return transcript.at(-1) ?? "";
  };
  await ask(message("POST", tasks, sampleRequest("wisgate")));
  const id = mock.tasks[0]?.id ?? "none";
  let link = "";
  for (const seconds of [0, 15, 15, 0]) {
    mock.clock.advance(seconds * 1000);
    // oxlint-disable-next-line no-await-in-loop -- a life goes on in order
    const answer = await ask(message("GET", `${tasks}/${id}`));
    link = /"video_url":"http:\/\/[^/]+([^"]+)"/.exec(answer)?.[1] ?? link;
  }
  if (link !== "") await ask(message("GET", link));
  return { mock, transcript };
}

/** The same as its receiver of webhooks sees it, the task's own id and the receiver's address aside. */
async function liveCalledBack(rules: readonly ScenarioRule[]): Promise<Life> {
  const { url, received } = await startReceiver();
  const { mock, submitted } = await startMock("wisgate", { seed: 7, scenario: { rules }, progress });
  const id = await submitted({ ...sampleRequest("wisgate"), callback_url: url });
  const transcript: unknown[] = [];
  for (const seconds of [0, 15, 15]) {
    mock.clock.advance(seconds * 1000);
    // oxlint-disable-next-line no-await-in-loop -- a life goes on in order
    await mock.settled();
    transcript.push(
      received
        .splice(0)
        .map((body) => JSON.stringify(body).replace(`"${id}"`, '"the task"'))
        .map(outline),
    );
  }
  mock.clock.advance(1e6);
  await mock.settled();
  return { mock, transcript: [...transcript, received.length] };
}

function outline(body: string): string {
  return body.replaceAll(/"(?!status|queued|running|succeeded|the task|id)[^"]*":(?:"[^"]*"|[^,}]*)/g, "");
}

const progress = { mode: "time", queuedSeconds: 10, runningSeconds: 10, minimumPolls: 0 } as const;

/** Some faults show only where there is something to spoil. */
function ruleOf({ name }: Fault): ScenarioRule {
  return {
    fault: name,
    match: { nth: name === "success_without_link" ? 3 : 1 },
    with: name === "giant_json" ? { bytes: 2000 } : { seconds: name === "queue_long" ? 7200 : 2 },
  };
}

/** The journal's entries about the fault: of requests, or of calls back. */
function entriesAbout({ mock }: Life, { name, layer }: Fault): number {
  const entries = layer === "webhook" ? mock.webhooks : mock.requests;
  return entries.filter(({ fault }) => fault === name).length;
}

describe.each(faultLibrary)("$name", (fault) => {
  const lead = fault.layer === "webhook" ? liveCalledBack : live;

  test("shows on the wire, with one entry that names it", async () => {
    const [clean, struck] = [await lead([]), await lead([ruleOf(fault)])];
    expect(struck.transcript).not.toEqual(clean.transcript);
    expect(entriesAbout(struck, fault)).toBe(1);
    expect(struck.mock.faults.rules()).toMatchObject([{ struck: 1 }]);
  });

  test("leaves every byte as it was where its rule strikes never, and no entry", async () => {
    const [clean, spared] = [await lead([]), await lead([{ fault: fault.name, times: 0 }])];
    expect(spared.transcript).toEqual(clean.transcript);
    expect(entriesAbout(spared, fault)).toBe(0);
  });

  test("strikes the same requests in a hundred runs under one seed", () => {
    const occasion = { format: "wisgate", taskId: "task", header: () => undefined, clip: () => undefined };
    const firings = (seed: string): readonly boolean[] => {
      const plan = createFaultPlan(seed, { rules: [{ fault: fault.name, match: { probability: 0.3 } }] });
      const place: FaultPlace = fault.places[0] ?? "submit";
      return Array.from({ length: 40 }, () => plan.strike({ ...occasion, place }) !== undefined);
    };
    const lists = new Set(Array.from({ length: 100 }, () => JSON.stringify(firings("seed"))));
    expect(lists.size).toBe(1);
    expect(firings("seed")).toContain(true);
    expect(firings("other")).not.toEqual(firings("seed"));
  });
});
