import type { CanonicalStatus } from "@shotlist/schema";
import type { JsonObject } from "@shotlist/core";
import type { HttpAnswer } from "../../ports/transport.ts";
import type { Chance } from "./chance.ts";
import type { Faults } from "./faults.ts";
import type { Timeline } from "./timeline.ts";
import { cut, gossip, json, limited, page, retryAfter } from "./vendor-answers.ts";
import type { VendorTask } from "./vendor-task.ts";

interface Listing {
  readonly timeline: Timeline;
  readonly clock: ReturnType<Timeline["clockOf"]>;
  readonly faults: Faults;
  readonly chance: Chance;
  readonly tasks: readonly VendorTask[];
  readonly statusOf: (task: VendorTask) => CanonicalStatus;
  /** A task as a poll shows it; without its links where it is shown as running. */
  readonly show: (task: VendorTask, status: CanonicalStatus) => JsonObject;
}

/**
 * Answers lists of tasks, newest first, like a vendor that has few: all of them where a lost one is looked for, and those that
 * are named where several are asked about, among every fault.
 */
export function createListing(options: Listing): (path: string) => Promise<HttpAnswer> {
  const { timeline, clock, faults, chance, tasks, statusOf } = options;
  const itemOf = (task: VendorTask, status = statusOf(task)): JsonObject => ({
    ...options.show(task, status),
    created_at: Math.floor(task.createdAt / 1000),
  });

  async function named(ids: readonly string[]): Promise<HttpAnswer> {
    const fault = faults.among("list");
    await clock.sleep(chance.between(5, 400));
    const asked = tasks.filter(({ id, forgottenUntil }) => ids.includes(id) && timeline.now() >= forgottenUntil);
    const [first, ...others] = asked;
    switch (fault) {
      case undefined:
        return items(asked.map((task) => itemOf(task)));
      case "list: connection reset":
        throw cut();
      case "list: 429":
        return json(429, limited, { "retry-after": retryAfter(options) });
      case "list: 5xx":
        return json(chance.pick([500, 502, 503]), gossip);
      case "list: not a list":
        return chance.percent(50) ? page(200) : json(200, { tasks: asked.map(({ id }) => id) });
      case "list: a task is missing":
        return items(others.map((task) => itemOf(task)));
      case "list: a task twice":
        return items(
          first === undefined
            ? []
            : [...asked, first].map((task, at) => itemOf(task, at === 0 ? "running" : undefined)),
        );
      case "list: strangers among them":
        return items(tasks.map((task) => itemOf(task)));
      case "list: succeeded without a link":
        return items(
          asked.map(({ id, model, ...task }) => ({
            id,
            model,
            status: itemOf({ id, model, ...task })["status"] ?? null,
          })),
        );
      case "list: an older answer":
        return items(asked.map((task) => itemOf(task, statusOf(task) === "succeeded" ? "running" : "queued")));
      default:
        throw new Error(`no fault of a list: ${String(fault satisfies never)}`);
    }
  }

  return async (path) => {
    const ids = new URLSearchParams(path.slice(path.indexOf("?"))).getAll("filter.task_ids");
    return ids.length > 0 ? named(ids) : items(tasks.toReversed().map((task) => itemOf(task)));
  };
}

function items(some: readonly JsonObject[]): HttpAnswer {
  return json(200, { items: [...some], total: some.length });
}
