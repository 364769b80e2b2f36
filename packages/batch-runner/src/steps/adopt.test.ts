import type { ListedTask, PlannedTake, ResolvedProvider, TaskPage } from "@shotlist/core";
import { describe, expect, it } from "vitest";
import type { FormatSupport } from "../formats/format-support.ts";
import { plainFormat } from "../testing/plain-format.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld, type World } from "../testing/world.ts";

const plan = aPlan([aTake("reveal")]);

const byClientId: FormatSupport = {
  ...plainFormat,
  lookup: { by: "clientId", request: (clientId) => ({ method: "GET", path: `/lookup/${clientId}` }) },
};

const listing: FormatSupport = {
  ...plainFormat,
  codec: {
    ...plainFormat.codec,
    decodeTask: (body) => {
      const task = plainFormat.codec.decodeTask(body);
      if (task.status !== "succeeded" || typeof body !== "object" || body === null) return task;
      return {
        ...task,
        ...("seed" in body ? { seed: Number(body.seed) } : {}),
        ...("model" in body ? { model: String(body.model) } : {}),
        ...("durationSeconds" in body ? { durationSeconds: Number(body.durationSeconds) } : {}),
      };
    },
  },
  lookup: {
    by: "list",
    request: (page) => ({ method: "GET", path: `/list-${page}` }),
    decode: (body) => (isPage(body) ? body : undefined),
    isModel: (asked, answered) => asked === answered,
  },
};

function isPage(body: unknown): body is TaskPage {
  return typeof body === "object" && body !== null && "tasks" in body;
}

const listingProvider = aProvider({ list: true });

interface Listing {
  /** Pages of the list; the ids of tasks represent tasks made just now. */
  readonly pages?: readonly (readonly (string | ListedTask)[])[];
  /** What a poll of a task says, besides that it has succeeded; `ours` is the seed that was sent. */
  readonly poll?: (taskId: string, ours: unknown, nth: number) => object;
  readonly takes?: readonly PlannedTake[];
  readonly provider?: Partial<ResolvedProvider>;
  readonly vendor?: (world: World) => void;
}

/** What happens to a take whose answer was lost, at a vendor with this list. */
async function afterListing({ pages = [[]], poll, takes = [aTake("reveal")], provider, vendor }: Listing): Promise<{
  readonly became: string | undefined;
  readonly requests: readonly string[];
}> {
  const world = createWorld();
  world.vendor.onSubmit = () => "lost-answer";
  vendor?.(world);
  const { transport } = world.vendor;
  const total = pages.flat().length;
  const requests: string[] = [];
  const polls = new Map<string, number>();
  const answer = (path: string): object => {
    const page = /list-(\d+)/u.exec(path)?.[1];
    const madeNow = (id: string): ListedTask => ({ taskId: id, createdAt: Math.floor(world.clock.now() / 1000) });
    if (page !== undefined) {
      const tasks = (pages[Number(page) - 1] ?? []).map((task) => (typeof task === "string" ? madeNow(task) : task));
      return { tasks, total };
    }
    const nth = (polls.get(path) ?? 0) + 1;
    polls.set(path, nth);
    const said = poll?.(path, world.vendor.tasks[0]?.body["seed"], nth) ?? {};
    return { status: "succeeded", url: "https://vendor.example.com/files/task-1.mp4", ...said };
  };
  const report = await world.render(aPlan(takes, { providers: [{ ...listingProvider, ...provider }] }), {
    formats: () => listing,
    transport: {
      ...transport,
      request: async (request, options) => {
        if (request.method === "POST") return transport.request(request, options);
        const path = request.url.split("/").at(-1) ?? "";
        requests.push(path);
        return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(answer(path))) };
      },
    },
  });
  expect(world.vendor.tasks).toHaveLength(takes.length);
  const [first] = report.takes;
  return { became: first?.taskId ?? first?.status, requests };
}

const seeded = (id: string): PlannedTake => aTake(id, { asked: { ...aTake(id).asked, seed: 42 } });

const ofSeed =
  (wanted: string) =>
  (id: string, ours: unknown): object => ({ seed: id === wanted ? ours : 1 });

describe("a submit whose answer was lost", () => {
  it("is found again by its client id, in the same run, and paid for once", async () => {
    const { render, vendor, events } = createWorld();
    vendor.onSubmit = () => "lost-answer";
    const { transport } = vendor;
    const lookedUp: typeof transport = {
      ...transport,
      request: async (request, options) => {
        const client = /lookup\/(.+)$/u.exec(request.url)?.[1];
        if (client === undefined) return transport.request(request, options);
        const task = vendor.tasks.find(({ body }) => body["client"] === client);
        return { status: 200, headers: {}, body: Buffer.from(JSON.stringify({ id: task?.id, status: "running" })) };
      },
    };
    const support: FormatSupport = {
      ...byClientId,
      codec: {
        ...plainFormat.codec,
        decodeTask: (body) => {
          const id = typeof body === "object" && body !== null && "id" in body ? body.id : undefined;
          return { ...plainFormat.codec.decodeTask(body), ...(typeof id === "string" ? { taskId: id } : {}) };
        },
      },
    };
    const report = await render(plan, { formats: () => support, transport: lookedUp });
    expect(report.totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(1);
    expect(events).toContainEqual(expect.objectContaining({ type: "adopted", taskId: "task-1" }));
  });

  it("stays uncertain where the vendor does not know its client id: that proves nothing", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => "reset";
    vendor.onPoll = () => ({ httpStatus: 404, code: "unknown_task" });
    const report = await render(plan, { formats: () => byClientId });
    const again = await render(plan, { formats: () => byClientId });
    expect([report.takes[0]?.status, again.takes[0]?.status]).toEqual(["uncertain", "uncertain"]);
    expect(vendor.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});

describe("a submit whose answer was lost, at a vendor with a list", () => {
  it("is found again by the seed it was sent with, on whatever page", async () => {
    expect(await afterListing({ pages: [["a", "b"]], poll: ofSeed("b") })).toMatchObject({ became: "b" });
    expect(await afterListing({ pages: [["a"], ["b"], ["c"]], poll: ofSeed("c") })).toMatchObject({ became: "c" });
  });

  it.each<[string, Listing]>([
    ["two tasks have its seed", { pages: [["a", "b"]], poll: (_id, ours) => ({ seed: ours }) }],
    ["no task has its seed", { pages: [["a", "b"]], poll: () => ({ seed: 1 }) }],
    ["there is no task", { pages: [[]] }],
    ["the task names another model", { pages: [["a"]], poll: (_id, seed) => ({ seed, model: "other" }) }],
    ["the task has another length", { pages: [["a"]], poll: (_id, seed) => ({ seed, durationSeconds: 6 }) }],
    ["the list repeats another ratio", { pages: [[{ taskId: "a", ratio: "1:1" }]], poll: (_id, seed) => ({ seed }) }],
    [
      "the list repeats another resolution",
      { pages: [[{ taskId: "a", resolution: "480p" }]], poll: (_id, seed) => ({ seed }) },
    ],
    [
      "the task carries a mark that was not sent",
      { pages: [[{ taskId: "a", extra: { safety_identifier: "other" } }]], poll: (_id, seed) => ({ seed }) },
    ],
    [
      "the task expires at another time than was asked for",
      { pages: [[{ taskId: "a", expiresAfterSeconds: 7200 }]], poll: (_id, seed) => ({ seed }) },
    ],
    [
      "the task was made long before",
      { pages: [[{ taskId: "a", createdAt: 1_000_000 }]], poll: (_id, seed) => ({ seed }) },
    ],
    [
      "more strangers than can be looked at were made meanwhile",
      { pages: [Array.from({ length: 51 }, (_, index) => `task-${index}`)], poll: (_id, seed) => ({ seed }) },
    ],
  ])("stays uncertain where %s", async (_, vendor) => {
    const takes = [aTake("reveal", { asked: { ...aTake("reveal").asked, ratio: "16:9", expiresAfter: 3600 } })];
    expect(await afterListing({ takes, ...vendor })).toMatchObject({ became: "uncertain" });
  });

  it("waits for strangers that still run: only an ended task reports its seed", async () => {
    expect(
      await afterListing({
        pages: [["a", "b"]],
        poll: (id, ours, nth) => (nth < 4 ? { status: "running" } : ofSeed("b")(id, ours)),
      }),
    ).toMatchObject({ became: "b" });
  });

  it("is not looked up where the provider does not say that its tasks may be listed", async () => {
    const { became, requests } = await afterListing({ pages: [["a"]], poll: ofSeed("a"), provider: { list: false } });
    expect({ became, requests }).toEqual({ became: "uncertain", requests: [] });
  });

  it("proves nothing by a seed that several takes were given", async () => {
    const { became } = await afterListing({
      pages: [["a"]],
      takes: [seeded("reveal"), seeded("detail")],
      poll: () => ({ seed: 42 }),
    });
    expect(became).toBe("uncertain");
  });

  it("never takes over a task that another attempt has", async () => {
    const { became } = await afterListing({
      pages: [["task-2"]],
      takes: [aTake("reveal"), aTake("detail")],
      poll: (_id, seed) => ({ seed }),
      provider: { concurrency: 2 },
      vendor: ({ vendor }) => {
        vendor.onSubmit = (nth) => (nth === 1 ? "lost-answer" : undefined);
      },
    });
    expect(became).toBe("uncertain");
  });
});
