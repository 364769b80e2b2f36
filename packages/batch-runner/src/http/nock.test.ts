import nock from "nock";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { RunReport } from "../work/outcome.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { clipOf } from "../testing/scripted-vendor.ts";
import { createWorld } from "../testing/world.ts";
import { createTransport } from "./undici-transport.ts";

const vendor = "https://vendor.example.com";

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

async function rendered(): Promise<RunReport> {
  const { render } = createWorld();
  const transport = createTransport();
  onTestFinished(() => transport.close());
  return render(aPlan([aTake("reveal")]), { transport });
}

describe("a run over undici, with nock for a vendor", () => {
  it("submits with the key, polls and downloads without it", async () => {
    const seen: (string | null)[] = [];
    nock(vendor)
      .post("/tasks")
      .reply(200, async (request: Request) => {
        seen.push(request.headers.get("authorization"), request.headers.get("content-type"));
        return { id: "task-1" };
      });
    nock(vendor)
      .get("/tasks/task-1")
      .reply(200, { status: "running" })
      .get("/tasks/task-1")
      .reply(200, { status: "succeeded", url: "https://cdn.example.com/a.mp4?signature=1" });
    nock("https://cdn.example.com")
      .get("/a.mp4")
      .query(true)
      .reply(200, async (request: Request) => {
        seen.push(request.headers.get("authorization"));
        return Buffer.from(clipOf("task-1"));
      });
    expect((await rendered()).totals).toMatchObject({ succeeded: 1 });
    expect(seen).toEqual(["Bearer canary-key", "application/json", null]);
  });

  it("submits once where the connection is reset, and holds the take", async () => {
    const submit = nock(vendor)
      .post("/tasks")
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    const again = nock(vendor).post("/tasks").reply(200, { id: "task-1" });
    expect((await rendered()).totals).toMatchObject({ uncertain: 1 });
    expect([submit.isDone(), again.isDone()]).toEqual([true, false]);
  });

  it("holds the take where the vendor answers with a gateway's page", async () => {
    nock(vendor).post("/tasks").reply(502, "<html>bad gateway</html>");
    expect((await rendered()).takes[0]).toMatchObject({ status: "uncertain", error: { code: "http_502" } });
  });
});
