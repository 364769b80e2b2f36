import { type CanonicalStatus, present } from "@shotlist/schema";
import { DeliveryError } from "../../failures/delivery-error.ts";
import type { HttpAnswer, HttpRequest, HttpStream } from "../../ports/transport.ts";
import type { Callbacks } from "./callbacks.ts";
import type { Chance } from "./chance.ts";
import { createDownloads, linkTo } from "./downloads.ts";
import type { Faults } from "./faults.ts";
import { createListing } from "./listed.ts";
import type { Timeline } from "./timeline.ts";
import {
  answer,
  canarySignature,
  cut,
  gossip,
  json,
  limited,
  page,
  retryAfter,
  text,
  truncated,
} from "./vendor-answers.ts";
import type { VendorTask } from "./vendor-task.ts";
import type { Dialect, TaskWords } from "./wire-shape.ts";

export const baseUrl = "https://vendor.example.com";

export interface Vendor {
  readonly tasks: readonly VendorTask[];
  readonly dialect: Dialect;
  request(request: HttpRequest, sender: number): Promise<HttpAnswer>;
  stream(request: HttpRequest): Promise<HttpStream>;
  statusOf(task: VendorTask): CanonicalStatus;
}

export interface VendorOptions {
  readonly dialect: Dialect;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly chance: Chance;
  /** Of a hundred tasks, so many fail. */
  readonly failingPercent: number;
  readonly slowestTaskMs: number;
  readonly callbacks?: Callbacks;
}

/** A vendor in memory that speaks one format, is slow, and sometimes fails. */
export function createVendor(options: VendorOptions): Vendor {
  const { dialect, timeline, faults, chance } = options;
  const tasks: VendorTask[] = [];
  const clock = timeline.clockOf({ alive: true });
  const submitPath = dialect.facts.operations.submit?.path ?? "";
  const byId = new Map<string, VendorTask>();
  /** Until then every submit is refused for the rate limit. */
  let limitedUntil = 0;
  /** The value in the place where its answers should say how much was used: who writes it so once does so from then on. */
  let misread: string | undefined;
  const statusOf = (task: VendorTask): CanonicalStatus =>
    timeline.now() < task.startsAt ? "queued" : timeline.now() < task.endsAt ? "running" : task.end;

  // Relays that have no word for it never report that a task has expired.
  const badEnds = (["failed", "expired"] as const).filter((end) =>
    dialect.facts.statuses.some(({ canonical }) => canonical === end),
  );

  function create(sent: string, sender: number): VendorTask {
    const startsAt = timeline.now() + chance.between(0, options.slowestTaskMs / 4);
    const end = chance.percent(options.failingPercent) ? chance.pick(badEnds) : "succeeded";
    const task: VendorTask = {
      id: `task_${tasks.length + 1}`,
      marker: markerIn(sent),
      sender,
      model: /"model":"([^"]*)"/u.exec(sent)?.[1] ?? "",
      clientId: /shotlist-[0-9a-f]{32}/u.exec(sent)?.[0],
      seed: numberAfter("seed", sent),
      createdAt: timeline.now(),
      startsAt,
      endsAt: startsAt + chance.between(1000, options.slowestTaskMs),
      end,
      forgottenUntil: 0,
      version: 1,
    };
    tasks.push(task);
    byId.set(task.id, task);
    options.callbacks?.changed(task);
    return task;
  }

  async function submitted(sent: string, sender: number): Promise<HttpAnswer> {
    if (timeline.now() < limitedUntil) {
      await clock.sleep(chance.between(20, 100));
      return json(429, limited);
    }
    const fault = faults.among("submit", tasks.length === 0 ? ["submit: another task's answer"] : []);
    await clock.sleep(chance.between(20, 900));
    const accept = (): HttpAnswer => json(200, dialect.accepted(create(sent, sender).id));
    switch (fault) {
      case undefined:
        return accept();
      case "submit: answer lost after acceptance":
        create(sent, sender);
        throw cut();
      case "submit: connection reset before acceptance":
        throw cut();
      case "submit: nothing sent":
        throw new DeliveryError({ phase: "not-sent", code: "ECONNREFUSED", message: "The connection was refused" });
      case "submit: answer too late":
        if (chance.percent(70)) create(sent, sender);
        await clock.sleep(120_000);
        throw new DeliveryError({ phase: "unknown", code: "timed_out", message: "The answer took too long" });
      case "submit: another task's answer":
        create(sent, sender);
        return json(200, dialect.accepted(chance.pick(tasks).id));
      case "submit: 429 with Retry-After":
        return json(429, limited, { "retry-after": retryAfter(options) });
      case "submit: 429 without Retry-After":
        limitedUntil = timeline.now() + chance.between(500, 3000);
        return json(429, limited);
      case "submit: 5xx and no task":
        return json(chance.pick([500, 502, 503, 504]), gossip);
      case "submit: 5xx and a task":
        create(sent, sender);
        return json(chance.pick([500, 502, 503, 504]), gossip);
      case "submit: proven not created":
        return notCreated(accept);
      case "submit: a gateway's HTML":
        if (chance.percent(50)) create(sent, sender);
        return page(chance.pick([200, 502]));
      case "submit: truncated JSON":
        return truncated(accept());
      case "submit: malformed JSON":
        create(sent, sender);
        return answer(200, '{"id": task, }');
      case "submit: 200 without an id":
        if (chance.percent(50)) create(sent, sender);
        return json(200, { object: "video", status: "queued" });
      case "submit: 408":
        if (chance.percent(50)) create(sent, sender);
        return json(408, gossip);
      case "submit: 409, 421, 425 or 499":
        if (chance.percent(50)) create(sent, sender);
        return json(chance.pick([409, 421, 425, 499]), gossip);
      case "submit: 429 that names a task":
        return json(429, dialect.accepted(create(sent, sender).id), { "retry-after": "0" });
      case "submit: redirect after acceptance":
        create(sent, sender);
        return answer(chance.pick([302, 307, 308]), "", { location: `${baseUrl}/elsewhere` });
      case "submit: no such address":
        return page(chance.pick([404, 405]));
      case "submit: empty account":
        return json(429, { error: { ...gossip.error, code: "insufficient_quota" } });
      case "submit: redirect":
        return answer(302, "", { location: `${baseUrl}/elsewhere` });
      case "submit: refused":
        return json(400, gossip);
      case "submit: key refused":
        return json(401, gossip);
      default:
        throw new Error(`no fault of a submit: ${String(fault satisfies never)}`);
    }
  }

  /** Some formats list answers that prove that nothing was created; the others have none. */
  function notCreated(otherwise: () => HttpAnswer): HttpAnswer {
    const [fact] = dialect.facts.notCreated;
    if (fact === undefined) return otherwise();
    return json(fact.httpStatus, { error: { code: fact.code ?? "", message: "busy" } });
  }

  async function polled(id: string): Promise<HttpAnswer> {
    const fault = faults.among("poll");
    await clock.sleep(chance.between(5, 400));
    const task = byId.get(id) ?? ofClient(id);
    if (task === undefined || timeline.now() < task.forgottenUntil)
      return json(dialect.unknownTask.status, dialect.unknownTask.body);
    const tell = (status: CanonicalStatus): HttpAnswer => {
      const said = JSON.stringify(dialect.task(status, wordsOf(task, status)));
      return answer(
        200,
        misread === undefined ? said : said.replaceAll(/(?<="(?:completion|total)_tokens":)\d+/gu, misread),
      );
    };
    const status = statusOf(task);
    switch (fault) {
      case undefined:
        return tell(status);
      case "poll: connection reset":
        throw cut();
      case "poll: answer too late":
        await clock.sleep(30_000);
        throw new DeliveryError({ phase: "unknown", code: "timed_out", message: "The answer took too long" });
      case "poll: 429 with Retry-After":
        return json(429, limited, { "retry-after": retryAfter(options) });
      case "poll: 429 without Retry-After":
        return json(429, limited);
      case "poll: 5xx":
        return json(chance.pick([500, 502, 503, 504]), gossip);
      case "poll: a gateway's HTML":
        return page(chance.pick([200, 502]));
      case "poll: truncated JSON":
        return truncated(tell(status));
      case "poll: malformed JSON":
        return answer(200, '{"status": running, }');
      case "poll: unknown status":
        return answer(200, text(tell("running")).replaceAll(/"status":"[^"]*"/gu, '"status":"pondering"'));
      case "poll: succeeded without a link":
        return status === "succeeded"
          ? json(200, dialect.task(status, { id: task.id, model: task.model }))
          : tell(status);
      case "poll: another task's answer": {
        const other = chance.pick(tasks);
        return json(200, dialect.task(statusOf(other), wordsOf(other, statusOf(other))));
      }
      case "poll: a word of a related format":
        return answer(200, text(tell(status)).replaceAll(/"status":"[^"]*"/gu, `"status":"${related[status]}"`));
      case "poll: numbers beyond reason":
        return answer(200, text(tell(status)).replace(/^\{/u, `{${numbersBeyondReason},`));
      case "poll: a count that cannot be read":
        misread = chance.pick(unreadable);
        return tell(status);
      case "poll: redirect elsewhere":
        return answer(302, "", { location: `https://elsewhere.example/${task.id}?signature=${canarySignature}` });
      case "poll: an older answer":
        return tell(status === "succeeded" ? "running" : "queued");
      case "poll: task unknown for an hour":
        task.forgottenUntil = timeline.now() + 3_600_000;
        return json(dialect.unknownTask.status, dialect.unknownTask.body);
      case "poll: task unknown for a moment":
        return json(dialect.unknownTask.status, dialect.unknownTask.body);
      default:
        throw new Error(`no fault of a poll: ${String(fault satisfies never)}`);
    }
  }

  /** Cancels a task while it waits. Of one that has ended the record goes, as at vendors that cancel and delete in one call. */
  async function cancelled(id: string): Promise<HttpAnswer> {
    const fault = faults.among("cancel");
    await clock.sleep(chance.between(5, 400));
    if (fault === "cancel: connection reset before it arrived") throw cut();
    const task = byId.get(id);
    if (task === undefined) return json(dialect.unknownTask.status, dialect.unknownTask.body);
    const status = statusOf(task);
    if (status === "running") return json(409, gossip);
    if (status === "queued") {
      task.startsAt = timeline.now();
      task.endsAt = timeline.now();
      task.end = "cancelled";
      options.callbacks?.changed(task);
    } else {
      task.forgottenUntil = Number.POSITIVE_INFINITY;
    }
    if (fault === "cancel: answer lost") throw cut();
    return json(200, {});
  }

  function ofClient(clientId: string): VendorTask | undefined {
    return dialect.facts.lookup?.value.by === "clientId" ? tasks.find((task) => task.clientId === clientId) : undefined;
  }

  const listed = createListing({
    ...options,
    clock,
    tasks,
    statusOf,
    show: (task, status) => dialect.task(status, wordsOf(task, status)),
  });

  return {
    tasks,
    dialect,
    statusOf,
    stream: createDownloads({ timeline, clock, faults, chance, taskOf: (id) => byId.get(id), statusOf }),
    async request({ method, url, body: sent = "" }, sender) {
      const path = url.slice(baseUrl.length);
      if (method === "POST" && path === submitPath) return submitted(String(sent), sender);
      if (path.startsWith(`${dialect.facts.operations.list?.path}?`)) return listed(path);
      const id = decodeURIComponent(path.split("?")[0]?.split("/").at(-1) ?? "");
      return method === "DELETE" ? cancelled(id) : polled(id);
    },
  };
}

function wordsOf(task: VendorTask, status: CanonicalStatus): Omit<TaskWords, "status"> {
  const { id, seed, model } = task;
  const common = { id, model, ...present({ seed }) };
  if (status === "succeeded") return { ...common, link: linkTo(id, "mp4"), frame: linkTo(id, "png") };
  if (status === "failed" || status === "expired" || status === "cancelled")
    return { ...common, failure: gossip.error.message };
  return common;
}

/** What services behind a relay call the same. */
const related: Readonly<Record<CanonicalStatus, string>> = {
  queued: "Pending",
  running: "processing ",
  succeeded: "done",
  failed: "error",
  expired: "timed_out",
  cancelled: "canceled",
};
const numbersBeyondReason =
  '"progress":1e300,"usage":{"completion_tokens":1e300,"total_tokens":"many"},"seconds":"-1e9","expires_at":1e300';
const unreadable = ["1e300", '"many"', "-5", "{}"];

/** What a prompt is of; the prompts of a world hold one marker each. */
export function markerIn(body: string): string {
  return /marker-\d+-end/u.exec(body)?.[0] ?? "";
}

function numberAfter(name: string, body: string): number | undefined {
  const digits = new RegExp(`"${name}":(\\d+)`, "u").exec(body)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
