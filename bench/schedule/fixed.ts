import { formatSupportOf } from "@shotlist/batch-runner";
import pLimit from "p-limit";
import { createVirtualClock } from "../../packages/batch-runner/src/testing/virtual-clock.ts";
import type { Length } from "./lengths.ts";
import { mean, type Measured } from "./measured.ts";
import { baseUrl, createTimedVendor } from "./vendor.ts";

/** A client that polls at a fixed interval, as most do. */
export interface FixedClient {
  readonly places: number;
  readonly pollEveryMs: number;
  /** Whether the first poll follows the submit at once. */
  readonly pollsAtOnce: boolean;
}

/**
 * mblode/video-studio with the defaults of `vs generate`: 3 tasks in flight (`--concurrency`), a poll at once and then every 10
 * seconds (`--poll-interval`), and a place is kept until the clip is downloaded. Source: its `src/program.ts` and
 * `src/commands/generate.ts` at 2c0138a, `src/poll.ts` at 6430cf3.
 */
export const videoStudio: FixedClient = { places: 3, pollEveryMs: 10_000, pollsAtOnce: true };

/** The same tasks at the same vendor: submit, poll, download, in a loop. It keeps no records, so it waits for no disk. */
export async function renderFixed(lengths: readonly Length[], client: FixedClient): Promise<Measured> {
  const clock = createVirtualClock();
  const { codec } = formatSupportOf("ark");
  const vendor = createTimedVendor(clock, lengths);
  const limit = pLimit(client.places);
  const lags: number[] = [];
  const begunAt = clock.now();

  async function render(number: number): Promise<void> {
    const call = { url: baseUrl, headers: {}, timeoutMs: 30_000, maxBytes: 1_000_000 };
    const body = JSON.stringify({ text: `take ${number}.` });
    const submitted = codec.decodeSubmit(await answerTo({ ...call, method: "POST", body }));
    if (submitted.taskId === undefined) throw new Error(submitted.missing);
    const { method, path } = codec.encodePoll(submitted.taskId);
    if (!client.pollsAtOnce) await clock.sleep(client.pollEveryMs);
    for (;;) {
      const task = codec.decodeTask(await answerTo({ ...call, method, url: `${baseUrl}${path}` }), submitted.taskId);
      if (task.status === "succeeded") {
        lags.push(clock.now() - vendor.endOf(submitted.taskId));
        await vendor.transport.stream({ ...call, method: "GET", url: task.videoUrl ?? "" });
        return;
      }
      await clock.sleep(client.pollEveryMs);
    }
  }

  async function answerTo(request: Parameters<typeof vendor.transport.request>[0]): Promise<unknown> {
    return JSON.parse(Buffer.from((await vendor.transport.request(request)).body).toString("utf8"));
  }

  await clock.run(() => Promise.all(lengths.map((_length, number) => limit(() => render(number)))));
  return {
    makespanMs: clock.now() - begunAt,
    requestsPerTask: vendor.asked() / lengths.length,
    meanLagMs: mean(lags),
    mostAtOnce: vendor.mostAtOnce(),
    meanEmptyMs: mean(vendor.emptyMs()),
  };
}
