import { describe, expect, it } from "vitest";
import { formatSupportOf } from "../formats/format-support.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

const shots = (count: number): ReturnType<typeof aTake>[] =>
  Array.from({ length: count }, (_, index) => aTake(`shot-${index}`));
const posts = ({ requests }: ReturnType<typeof createWorld>["vendor"]): number =>
  requests.filter(({ method }) => method === "POST").length;

describe("a base URL that is wrong", () => {
  it.each([404, 405])("and answers %i closes the provider; its takes stay unsubmitted", async (status) => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => ({ status, body: "Invalid URL" });
    const report = await render(aPlan(shots(20)));
    expect(report.totals).toMatchObject({ left: 20 });
    expect(posts(vendor)).toBeLessThanOrEqual(3);
    expect(report.takes[0]?.error).toMatchObject({
      code: "no_such_address",
      message: expect.stringContaining("POST https://vendor.example.com/tasks"),
    });
    vendor.onSubmit = () => undefined;
    expect((await render(aPlan(shots(20)))).totals).toMatchObject({ succeeded: 20 });
  });

  it("that repeats the format's path is put right in the hint", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => ({ status: 404 });
    const baseUrl = "https://vendor.example.com/proxy/api/v3";
    const provider = aProvider({ format: "ark", baseUrl });
    const report = await render(aPlan(shots(1), { providers: [provider] }), { formats: formatSupportOf });
    expect(report.takes[0]?.error?.hint).toContain("baseUrl: https://vendor.example.com/proxy,");
  });

  it("is not what a 404 says once the provider has taken a request", async () => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = (nth) => (nth === 2 ? { status: 404 } : undefined);
    const report = await render(aPlan(shots(3), { providers: [aProvider({ concurrency: 1 })] }));
    expect(report.totals).toMatchObject({ succeeded: 2, failed: 1 });
  });
});

describe("a submit that is redirected", () => {
  const elsewhere = { location: "https://user:canary-password@other.example.com/v2?signature=canary-signature" };

  it.each([301, 302, 303, 307, 308])("with %i is never followed, and holds one take, not the batch", async (status) => {
    const { render, vendor } = createWorld();
    vendor.onSubmit = () => ({ status, headers: elsewhere });
    const report = await render(aPlan(shots(20), { providers: [aProvider({ concurrency: 1 })] }));
    expect(report.totals).toMatchObject({ uncertain: 1, left: 19 });
    expect(posts(vendor)).toBe(1);
    expect(new Set(vendor.requests.map(({ url }) => new URL(url).host))).toEqual(new Set(["vendor.example.com"]));
    expect(report.takes[0]?.error?.message).toContain("to other.example.com/v2");
    expect(report.takes[1]?.error?.code).toBe("redirected");
    expect(JSON.stringify(report)).not.toContain("canary");
  });

  it("is a task where the answer names one", async () => {
    const { render, vendor } = createWorld();
    vendor.onPoll = () => ({ status: "succeeded", url: "https://vendor.example.com/files/task-1.mp4" });
    vendor.onSubmit = () => ({ status: 307, headers: elsewhere, body: { id: "task-1" } });
    expect((await render(aPlan(shots(1)))).totals).toMatchObject({ succeeded: 1 });
  });

  it("says that another host is another realm, and how many clips it does not know", async () => {
    const { render, vendor } = createWorld();
    await render(aPlan(shots(2)));
    vendor.onSubmit = () => ({ status: 302, headers: elsewhere });
    const report = await render(aPlan([...shots(2), aTake("new")]));
    expect(report.takes[2]?.error?.message).toContain("Another host is a different realm; 2 clips paid for here");
  });
});

describe("a read that is redirected", () => {
  it("within its origin is followed, with the key", async () => {
    const { render, vendor } = createWorld();
    const { transport } = vendor;
    const report = await render(aPlan(shots(1)), {
      transport: {
        ...transport,
        request: async (request, options) =>
          request.method === "GET" && request.url.includes(".com/tasks/")
            ? {
                status: 308,
                headers: { location: request.url.replace("/tasks/", "/moved/tasks/") },
                body: Buffer.from(""),
              }
            : transport.request(request, options),
      },
    });
    expect(report.totals).toMatchObject({ succeeded: 1 });
    const moved = vendor.requests.filter(({ url }) => url.includes("/moved/"));
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.every(({ headers }) => headers["authorization"] !== undefined)).toBe(true);
  });

  it("to another origin is not followed, and the address is named", async () => {
    const { render, vendor, events } = createWorld();
    vendor.onPoll = (task) =>
      (task?.polls ?? 0) === 1
        ? { httpStatus: 302, httpHeaders: { location: "https://other.example.com/tasks/1?signature=canary-signature" } }
        : { status: "succeeded", url: "https://vendor.example.com/files/task-1.mp4" };
    expect((await render(aPlan(shots(1)))).totals).toMatchObject({ succeeded: 1 });
    expect(vendor.requests.every(({ url }) => url.startsWith("https://vendor.example.com/"))).toBe(true);
    const message = "The answer to a poll redirects to other.example.com/tasks/1, which is not followed";
    expect(events).toContainEqual(expect.objectContaining({ type: "warning", message }));
  });
});
