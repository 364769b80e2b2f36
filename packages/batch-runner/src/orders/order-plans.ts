import { createHash } from "node:crypto";
import type { Media, Plan } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { OrderError } from "../failures/order-error.ts";
import { inKnownReadings } from "../join/known-readings.ts";
import { joinPlan } from "../join/join-plan.ts";
import { importLocks, readLocks } from "../lock/locks.ts";
import { createSystemRandom } from "../ports/random.ts";
import { readBesideStoryboard } from "../steps/read-asset.ts";
import { capsFor, assertPriced } from "../run/reserve.ts";
import { whatMayBeDone } from "../run/render-plans.ts";
import { withLock } from "../state/with-lock.ts";
import type { RunOptions } from "../work/options.ts";
import { assertRunOptions } from "../work/run-option-kinds.ts";
import { selectTakes, toWorks } from "../work/work.ts";
import type { OrderFile, Orders } from "./orders.ts";
import { toParts } from "./to-parts.ts";

/** What a render is given that is handed to workers. */
export interface OrderOptions extends Pick<
  RunOptions,
  "state" | "random" | "only" | "budget" | "cutoff" | "maxTasks" | "allowStale" | "lockFiles" | "readAsset" | "formats"
> {
  /** The orders next to the state's ledger. */
  readonly orders: Orders;
}

/** An order that workers carry out. */
export interface PlacedOrder {
  /** The id of the run, under which its money and its tasks are counted. */
  readonly id: string;
  readonly takes: number;
}

/** Long videos do not belong into a database. */
const fileMaxBytes = 64 * 1024 * 1024;

/**
 * Hands the takes of the plans that are not rendered yet to workers of the shared ledger, and sends nothing. Throws
 * `UnpricedTakeError`, `OrderError`, `LockFileError` and `StorageError`; then nothing was handed over.
 */
export async function orderPlans(
  compiled: readonly Plan[],
  { orders, ...options }: OrderOptions,
): Promise<PlacedOrder> {
  assertRunOptions("orderPlans", options);
  const { state, lockFiles, cutoff, budget, maxTasks, allowStale } = options;
  await withLock(state, (fence) => importLocks(compiled, { state, fence, files: lockFiles }));
  const locks = await readLocks(compiled, lockFiles);
  const plans = await inKnownReadings(compiled, { ledger: state.ledger, locks });
  const all = await joinPlan(plans, state, whatMayBeDone(plans, options));
  const joined = selectTakes(all, options.only ?? (() => true));
  const random = options.random ?? createSystemRandom();
  const id = random.id();
  const works = toWorks(joined, plans, state.realmClass);
  assertPriced(works, (work) => capsFor(work, { options, runId: id }), cutoff ?? "hard");
  const parts = toParts(joined, plans).map((own) => ({ id: random.id(), plans: own }));
  if (parts.length === 0) return { id, takes: 0 };
  const files = await filesOf(
    parts.flatMap((part) => part.plans),
    { plans, options },
  );
  await orders.add({ id, parts, files, settings: present({ budget, cutoff, maxTasks, allowStale }) });
  return { id, takes: parts.flatMap((part) => part.plans.flatMap(({ takes }) => takes)).length };
}

/** The local files that the takes name, each once. What a worker could not get is refused now. */
async function filesOf(
  parts: readonly Plan[],
  { plans, options }: { readonly plans: readonly Plan[]; readonly options: Pick<OrderOptions, "readAsset"> },
): Promise<readonly OrderFile[]> {
  const files = new Map<string, OrderFile>();
  for (const { storyboard, takes } of parts) {
    const plan = plans.find((one) => one.storyboard === storyboard);
    for (const { media } of takes.flatMap(({ asked }) => asked.references)) {
      if (media.from !== "file" || files.has(media.sha256) || plan === undefined) continue;
      files.set(media.sha256, { sha256: media.sha256, bytes: await read(plan, media, options) });
    }
  }
  return [...files.values()];
}

async function read(
  plan: Plan,
  media: Extract<Media, { from: "file" }>,
  { readAsset }: Pick<OrderOptions, "readAsset">,
): Promise<Uint8Array> {
  if (media.bytes > fileMaxBytes) {
    throw new OrderError(
      "order_file_too_large",
      `${media.path} is larger than 64 MiB, so it is not handed to workers`,
      {
        hint: "Render on this machine, or give the file a public address with assets.baseUrl.",
      },
    );
  }
  const bytes = await (readAsset ?? readBesideStoryboard)(plan, media);
  if (createHash("sha256").update(bytes).digest("hex") === media.sha256) return bytes;
  throw new OrderError("order_file_changed", `${media.path} has changed since the storyboard was compiled`, {
    hint: "Run again to compile it again.",
  });
}
