import { describe, expect, it } from "vitest";
import type { FormatSupport } from "../format-support.ts";
import { plainFormat } from "../testing/plain-format.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

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
      const seed = typeof body === "object" && body !== null && "seed" in body ? Number(body.seed) : undefined;
      return task.status === "succeeded" && seed !== undefined ? { ...task, seed } : task;
    },
  },
  lookup: {
    by: "list",
    request: () => ({ method: "GET", path: "/list" }),
    decode: (body) =>
      Array.isArray(body)
        ? body.map((taskId) => ({ taskId: String(taskId), status: "running", wireStatus: "running", warnings: [] }))
        : [],
    isModel: (asked, answered) => asked === answered,
  },
};

async function afterListing(
  ids: readonly string[],
  seedOf: (id: string, ours: unknown) => unknown,
): Promise<string | undefined> {
  const { render, vendor } = createWorld();
  vendor.onSubmit = () => "lost-answer";
  const { transport } = vendor;
  const report = await render(plan, {
    formats: () => listing,
    transport: {
      ...transport,
      request: async (request, options) => {
        if (request.method === "POST") return transport.request(request, options);
        const ours = vendor.tasks[0]?.body["seed"];
        const id = request.url.split("/").at(-1) ?? "";
        const body =
          id === "list"
            ? ids
            : { status: "succeeded", seed: seedOf(id, ours), url: "https://vendor.example.com/files/task-1.mp4" };
        return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) };
      },
    },
  });
  expect(vendor.tasks).toHaveLength(1);
  return report.takes[0]?.taskId ?? report.takes[0]?.status;
}

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

  it("is found again in the vendor's list, by the seed it was sent with", async () => {
    expect(await afterListing(["a", "b"], (id, ours) => (id === "b" ? ours : 1))).toBe("b");
  });

  it("stays uncertain where two tasks have its seed, or none", async () => {
    expect(await afterListing(["a", "b"], (_id, ours) => ours)).toBe("uncertain");
    expect(await afterListing(["a", "b"], () => 1)).toBe("uncertain");
    expect(await afterListing([], () => 1)).toBe("uncertain");
  });
});
