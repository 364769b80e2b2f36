import { describe, expect, it } from "vitest";
import type { HttpStream } from "../ports/transport.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { clipOf } from "../testing/scripted-vendor.ts";
import { createWorld, type World } from "../testing/world.ts";

const plan = aPlan([aTake("reveal")]);
const link = (polls: number): string => `https://vendor.example.com/files/task-1.mp4?given=${polls}`;

/** A world whose links answer only as `answers` says, after `delayMs`. */
function worldOf(answers: (nth: number) => number, delayMs = 0): World & { readonly asked: () => number } {
  const world = createWorld();
  let asked = 0;
  world.vendor.onPoll = (task) => ({ status: "succeeded", url: link(task?.polls ?? 0) });
  world.vendor.onDownload = () => {
    asked += 1;
    return { status: answers(asked), headers: {}, body: answers(asked) === 200 ? clipOf("task-1") : Buffer.from("") };
  };
  const { transport } = world.vendor;
  return {
    ...world,
    asked: () => asked,
    render: (plans, options) =>
      world.render(plans, {
        transport: {
          ...transport,
          stream: async (request, given) => {
            await world.clock.sleep(delayMs);
            return transport.stream(request, given);
          },
        },
        ...options,
      }),
  };
}

describe("a link that is refused", () => {
  it.each([2, 3, 8])("because it ran out before its turn is asked for again, %i times in one run", async (times) => {
    const { render, vendor } = worldOf((nth) => (nth <= times ? 403 : 200), 5000);
    expect((await render(plan)).totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(1);
  });

  it.each([
    ["fails for a while", (polls: number) => (polls < 8 ? { httpStatus: 503 } : undefined)],
    ["is limited for a while", (polls: number) => (polls < 8 ? { httpStatus: 429 } : undefined)],
    ["says that the task runs again", (polls: number) => (polls < 8 ? { status: "running" } : undefined)],
  ])("is asked for again in the same run although the poll %s", async (_name, answer) => {
    const { render, vendor } = worldOf((nth) => (nth === 1 ? 403 : 200));
    vendor.onPoll = (task) => {
      const polls = task?.polls ?? 0;
      return (polls === 1 ? undefined : answer(polls)) ?? { status: "succeeded", url: link(polls) };
    };
    expect((await render(plan)).totals).toMatchObject({ succeeded: 1 });
  });

  it("as soon as it is given is left for another run after a few", async () => {
    const { render, asked, vendor } = worldOf(() => 403);
    expect((await render(plan)).takes[0]).toMatchObject({ status: "failed", error: { code: "http_403" } });
    expect(asked()).toBeLessThanOrEqual(4);
    vendor.onDownload = () => ({ status: 200, headers: {}, body: clipOf("task-1") });
    expect((await render(plan)).totals).toMatchObject({ succeeded: 1 });
    expect(vendor.tasks).toHaveLength(1);
  });

  it("forever because it always runs out ends all the same", async () => {
    const { render } = worldOf(() => 403, 5000);
    expect((await render(plan)).takes[0]).toMatchObject({ status: "failed", error: { code: "http_403" } });
  });

  it.each([403, 410, 503])("with a %i that never ends is left after a while", async (status) => {
    const world = createWorld();
    world.vendor.onPoll = () => ({ status: "succeeded", url: link(0) });
    async function* drip(): AsyncGenerator<Uint8Array> {
      for (;;) {
        await world.clock.sleep(45_000);
        yield Buffer.from("x");
      }
    }
    const stream = async (): Promise<HttpStream> => ({ status, headers: {}, body: drip() });
    const started = world.clock.now();
    const report = await world.render(plan, { transport: { ...world.vendor.transport, stream } });
    expect(report.takes[0]).toMatchObject({ status: "failed", error: { code: `http_${status}` } });
    expect(world.clock.now() - started).toBeLessThan(30 * 60_000);
  });
});
