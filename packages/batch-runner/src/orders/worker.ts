import type { ResolvedProvider } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { LedgerFencedError } from "../failures/ledger-errors.ts";
import { reported, RunnerError } from "../failures/runner-error.ts";
import { StorageError } from "../failures/storage-error.ts";
import type { Stop } from "../failures/take-error.ts";
import type { Surroundings } from "../run/create-context.ts";
import { renderPlans } from "../run/render-plans.ts";
import type { Stops } from "../run/stops.ts";
import { hostNotAllowed } from "../steps/headers.ts";
import type { RunOptions } from "../work/options.ts";
import type { RunReport } from "../work/outcome.ts";
import type { OrderPart, Orders, PartResult } from "./orders.ts";

/** How often, on average, a worker with room looks for work. */
const lookEveryMs = 1000;
/** How often parts are offered again, in case that they were lost. */
const sweepEveryMs = 60_000;

interface WorkerParts {
  readonly stops: Stops;
  readonly surroundings: Surroundings;
  readonly refusal: ((provider: ResolvedProvider) => Promise<Stop | undefined>) | undefined;
  readonly onPart: ((result: PartResult) => void) | undefined;
}

interface Worker {
  /** Says that its parts have a worker. */
  readonly heartbeat: () => Promise<void>;
  /** Works until it is stopped, or, with `untilEmpty`, until nothing is left for anybody. */
  readonly work: (how: { readonly concurrency: number; readonly untilEmpty: boolean }) => Promise<void>;
  readonly report: () => { readonly parts: number; readonly handedBack: number; readonly stopped?: Stop };
}

/** Several parts at a time, in one session. */
export function createWorker(orders: Orders, { stops, surroundings, onPart, refusal }: WorkerParts): Worker {
  const { options, random } = surroundings;
  const { clock } = options.state;
  const refusals = new Map<string, Promise<Stop | undefined>>();
  const running = new Map<string, OrderPart>();
  let parts = 0;
  let handedBack = 0;
  let sweptAt = Number.NEGATIVE_INFINITY;

  async function render(part: OrderPart): Promise<PartResult | undefined> {
    const { plans, settings, orderId } = part;
    const own = {
      ...options,
      ...settings,
      only: () => true,
      readAsset: (_plan: unknown, { sha256 }: { readonly sha256: string }) => bytesOf(orders, sha256),
    };
    try {
      const report = await renderPlans(plans, { ...surroundings, options: own, runId: orderId, stops });
      // A key that the vendor refuses is refused for all that is waiting as well.
      const closed = report.takes.find(({ status, error }) => status === "left" && error?.code === "provider_closed");
      if (closed?.error !== undefined)
        stops.stop({ hint: "Start the worker again with a key that is accepted.", ...closed.error });
      return closed === undefined && isDone(report) ? resultOf(report) : undefined;
    } catch (error) {
      // What every other part would meet as well ends the worker; what is about this part ends the part.
      if (!(error instanceof RunnerError) || isOfAll(error)) throw error;
      return { takes: [], error: reported(error) };
    }
  }

  /** A worker that can send nothing hands the part back, and stops: it would go through all that is waiting. */
  async function mayBegin({ plans }: OrderPart): Promise<boolean> {
    for (const provider of plans.flatMap((plan) => plan.providers)) {
      const refused = keyRefusal(provider, options) ?? (await refusalOf(provider));
      if (refused === undefined) continue;
      stops.stop(refused);
      return false;
    }
    return !stops.stopping.aborted;
  }

  function refusalOf(provider: ResolvedProvider): Promise<Stop | undefined> {
    const name = JSON.stringify([provider.realm, provider.name, provider.baseUrl]);
    const known = refusals.get(name) ?? refusal?.(provider) ?? Promise.resolve(undefined);
    refusals.set(name, known);
    return known;
  }

  async function carryOut(part: OrderPart): Promise<void> {
    try {
      const result = (await mayBegin(part)) ? await render(part) : undefined;
      if (result === undefined) {
        handedBack += 1;
        await orders.release([part.lease]);
      } else if (await orders.end(part.lease, result)) {
        parts += 1;
        onPart?.(result);
      }
    } catch (error) {
      // Its lease lapses by itself.
      stops.fail(error);
    } finally {
      running.delete(part.id);
      stops.changes.notify();
    }
  }

  /** Whether there is nothing to be done any more, for anybody. */
  async function isEmpty(): Promise<boolean> {
    return running.size === 0 && (await orders.counts()).open === 0;
  }

  async function sweep(): Promise<void> {
    if (clock.now() < sweptAt + sweepEveryMs) return;
    sweptAt = clock.now();
    await orders.sweep();
  }

  async function fill(concurrency: number): Promise<number> {
    const found = running.size < concurrency ? await orders.claim(concurrency - running.size) : [];
    for (const part of found) {
      running.set(part.id, part);
      void carryOut(part);
    }
    return found.length;
  }

  async function look({ concurrency, untilEmpty }: { concurrency: number; untilEmpty: boolean }): Promise<void> {
    while (!stops.stopping.aborted) {
      const seen = stops.changes.count();
      if ((await fill(concurrency)) === 0) {
        await sweep();
        if (untilEmpty && (await isEmpty())) return;
      }
      const rest = new AbortController();
      const pause = clock.sleep(lookEveryMs * (0.5 + random.next()), AbortSignal.any([stops.ended, rest.signal]));
      await Promise.race([pause.catch(() => undefined), stops.changes.after(seen)]);
      rest.abort();
    }
  }

  return {
    report() {
      const stopped = stops.reason();
      return { parts, handedBack, ...present({ stopped }) };
    },
    async heartbeat() {
      const leases = [...running.values()].map(({ lease }) => lease);
      if (leases.length > 0) await orders.heartbeat(leases);
    },
    async work(how) {
      await look(how).catch(stops.fail);
      while (running.size > 0) await stops.changes.after(stops.changes.count());
    },
  };
}

function keyRefusal(
  provider: ResolvedProvider,
  { keys, hostRefusal }: Pick<RunOptions, "keys" | "hostRefusal">,
): Stop | undefined {
  const { name, apiKeyEnv } = provider;
  const refused = hostRefusal?.(provider);
  if (refused !== undefined) return { code: hostNotAllowed, ...refused };
  if (apiKeyEnv === "" || keys(provider) !== undefined) return undefined;
  const message = `No key for ${name}: ${apiKeyEnv} is not set`;
  return { code: "key_missing", message, hint: `Set ${apiKeyEnv}, then start the worker again.` };
}

function isOfAll(error: RunnerError): boolean {
  return error instanceof StorageError || error instanceof LedgerFencedError;
}

/** Whether nothing of it is left that a worker which is not stopped would do. */
function isDone({ stopped, takes }: RunReport): boolean {
  return stopped === undefined || !takes.some(({ status }) => status === "left" || status === "detached");
}

function resultOf({ takes }: RunReport): PartResult {
  return {
    takes: takes.map(({ storyboard, realm, id, status, error }) => ({
      storyboard,
      realm,
      id,
      status,
      ...present({ error }),
    })),
  };
}

async function bytesOf(orders: Orders, sha256: string): Promise<Uint8Array> {
  const bytes = await orders.file(sha256);
  if (bytes === undefined) throw Object.assign(new Error("the order has no such file"), { code: "ENOENT" });
  return bytes;
}
