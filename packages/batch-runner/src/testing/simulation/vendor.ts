import type { CanonicalStatus } from "@shotlist/schema";
import { DeliveryError } from "../../failures/errors.ts";
import type { HttpAnswer, HttpRequest, HttpStream } from "../../ports/transport.ts";
import type { Chance } from "./chance.ts";
import { clipBytes, frameBytes, soundBytes } from "./clip-shelf.ts";
import type { FaultOf, Faults } from "./faults.ts";
import type { Timeline } from "./timeline.ts";
import type { Dialect, TaskWords } from "./wire-shape.ts";

export const baseUrl = "https://vendor.example.com";
const filesUrl = "https://files.example.com";
export const canaryKey = "canary-key";
export const canarySignature = "canary-signature";

/** A task as the vendor knows it: created, and on the bill. */
export interface VendorTask {
  readonly id: string;
  /** What the prompt says the clip is of: names the digest. */
  readonly marker: string;
  /** The process that sent for it. */
  readonly sender: number;
  readonly model: string;
  readonly clientId: string | undefined;
  readonly seed: number | undefined;
  readonly createdAt: number;
  startsAt: number;
  endsAt: number;
  end: "succeeded" | "failed" | "expired" | "cancelled";
  /** Until then the vendor says that it does not know the task. */
  forgottenUntil: number;
  /** How the clip is encoded now. */
  version: number;
}

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
        return json(429, limited, { "retry-after": retryAfter() });
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
        return json(429, limited, { "retry-after": retryAfter() });
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

  /** Calls a task off while it waits. Of one that has ended the record goes, as at vendors that cancel and delete in one call. */
  async function calledOff(id: string): Promise<HttpAnswer> {
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
    } else {
      task.forgottenUntil = Number.POSITIVE_INFINITY;
    }
    if (fault === "cancel: answer lost") throw cut();
    return json(200, {});
  }

  /** Formats that can list tasks answer with all of them, newest first, like a vendor that has few. */
  function listed(): HttpAnswer {
    const items = tasks.toReversed().map((task) => {
      const status = statusOf(task);
      const item = dialect.task(status, wordsOf(task, status));
      return { ...item, created_at: Math.floor(task.createdAt / 1000) };
    });
    return json(200, { items, total: items.length });
  }

  function ofClient(clientId: string): VendorTask | undefined {
    return dialect.facts.lookup?.value.by === "clientId" ? tasks.find((task) => task.clientId === clientId) : undefined;
  }

  function wordsOf(task: VendorTask, status: CanonicalStatus): Omit<TaskWords, "status"> {
    const { id, seed, model } = task;
    const common = { id, model, ...(seed === undefined ? {} : { seed }) };
    if (status === "succeeded") return { ...common, link: linkTo(id, "mp4"), frame: linkTo(id, "png") };
    if (status === "failed" || status === "expired" || status === "cancelled")
      return { ...common, failure: gossip.error.message };
    return common;
  }

  async function stream(request: HttpRequest): Promise<HttpStream> {
    const { url, headers } = request;
    const id = /task_\d+/u.exec(url)?.[0] ?? "";
    const task = byId.get(id);
    if (task === undefined || statusOf(task) !== "succeeded") return streamOf(404, {}, []);
    const fault = faults.among("clip");
    await clock.sleep(chance.between(10, 400));
    const isAgain = fault === "clip: encoded again" || fault === "clip: the rest of another file";
    if (isAgain && task.version < 3) task.version += 1;
    const bytes = url.includes(".png") ? frameBytes(id) : clipBytes(id, task.version);
    const etag = `"${id}-${url.includes(".png") ? "frame" : task.version}"`;
    return fileAnswer(bytes, { etag, headers, fault });
  }

  function fileAnswer(
    whole: Uint8Array,
    { etag, headers, fault }: { etag: string; headers: HttpRequest["headers"]; fault: FaultOf<"clip"> | undefined },
  ): HttpStream {
    const start = Number(/^bytes=(\d+)-$/u.exec(headers["range"] ?? "")?.[1] ?? 0);
    const isSame = fault === "clip: the rest of another file" || (headers["if-range"] ?? etag) === etag;
    const isRange = start > 0 && start < whole.length && isSame;
    const bytes = isRange ? whole.subarray(start) : whole;
    const status = isRange ? 206 : 200;
    const head = {
      "content-type": "video/mp4",
      "content-length": String(bytes.length),
      etag,
      ...(isRange ? { "content-range": `bytes ${start}-${whole.length - 1}/${whole.length}` } : {}),
    };
    const half = bytes.subarray(0, chance.between(0, bytes.length - 1));
    switch (fault) {
      case undefined:
      case "clip: encoded again":
      case "clip: the rest of another file":
        return streamOf(status, head, pieces(bytes));
      case "clip: link expired":
        return streamOf(403, { "content-type": "application/xml" }, [Buffer.from("<Error/>")]);
      case "clip: cut":
        return streamOf(status, head, pieces(half), cut());
      case "clip: truncated":
        return streamOf(status, head, pieces(half));
      case "clip: ends early without a length": {
        const { "content-length": _, ...unsized } = head;
        return streamOf(status, unsized, pieces(half));
      }
      case "clip: a range that ends early":
        return half.length === 0
          ? streamOf(status, head, pieces(bytes))
          : streamOf(206, { ...head, ...partOf(half, isRange ? start : 0, whole) }, pieces(half));
      case "clip: whole, and called a part":
        return streamOf(206, { ...head, ...partOf(whole, 0, whole) }, pieces(whole));
      case "clip: whole, and called something else":
        return streamOf(status, { ...head, "content-type": "text/html", "content-encoding": "br" }, pieces(bytes));
      case "clip: sound alone": {
        const sound = soundBytes();
        return streamOf(200, { ...head, "content-length": String(sound.length) }, pieces(sound));
      }
      case "clip: stalled":
        return streamOf(status, head, pieces(half), slow());
      case "clip: wrong length":
        return streamOf(status, { ...head, "content-length": String(bytes.length + 7) }, pieces(bytes));
      case "clip: error page":
        return streamOf(200, { "content-type": "text/html" }, [Buffer.from("<html>no</html>")]);
      case "clip: not a clip":
        return streamOf(200, { ...head, "content-length": "12" }, [Buffer.from("no such clip")]);
      case "clip: 5xx":
        return streamOf(chance.pick([500, 502, 503]), {}, []);
      case "clip: 429":
        return streamOf(429, { "retry-after": retryAfter() }, []);
      case "clip: wrong range":
        return isRange
          ? streamOf(206, { ...head, "content-range": `bytes 0-${whole.length - 1}/${whole.length}` }, pieces(whole))
          : streamOf(status, head, pieces(bytes));
      case "clip: range refused":
        return isRange ? streamOf(416, {}, []) : streamOf(status, head, pieces(bytes));
      case "clip: redirect":
        return streamOf(
          302,
          {
            location: etag.includes("frame")
              ? `${filesUrl}/moved`
              : `${filesUrl}/${etag.slice(1, etag.lastIndexOf("-"))}.mp4`,
          },
          [],
        );
      case "clip: refused without end":
        return { status: 403, headers: {}, body: endless() };
      case "clip: redirect into a private network":
        return streamOf(302, { location: "http://169.254.169.254/latest/meta-data" }, []);
      default:
        throw new Error(`no fault of a download: ${String(fault satisfies never)}`);
    }
  }

  async function* body(chunks: readonly Uint8Array[], end?: DeliveryError): AsyncIterable<Uint8Array> {
    for (const chunk of chunks) {
      await clock.sleep(chance.between(1, 40));
      yield chunk;
    }
    if (end?.code === "timed_out") await clock.sleep(300_000);
    if (end !== undefined) throw end;
  }

  function streamOf(
    status: number,
    headers: Readonly<Record<string, string>>,
    chunks: readonly Uint8Array[],
    end?: DeliveryError,
  ): HttpStream {
    return { status, headers, body: body(chunks, end) };
  }

  function retryAfter(): string {
    const seconds = chance.pick([0, 1, 7, 60]);
    return chance.percent(70) ? String(seconds) : new Date(timeline.now() + seconds * 1000).toUTCString();
  }

  return {
    tasks,
    dialect,
    statusOf,
    stream,
    async request({ method, url, body: sent = "" }, sender) {
      const path = url.slice(baseUrl.length);
      if (method === "POST" && path === submitPath) return submitted(sent, sender);
      if (path.startsWith(`${dialect.facts.operations.list?.path}?`)) return listed();
      const id = decodeURIComponent(path.split("?")[0]?.split("/").at(-1) ?? "");
      return method === "DELETE" ? calledOff(id) : polled(id);
    },
  };
}

/** A body of which nothing ever comes. */
async function* endless(): AsyncIterable<Uint8Array> {
  await new Promise(() => undefined);
  yield Buffer.alloc(0);
}

function partOf(bytes: Uint8Array, start: number, whole: Uint8Array): Readonly<Record<string, string>> {
  const range = `bytes ${start}-${start + bytes.length - 1}/${whole.length}`;
  return { "content-length": String(bytes.length), "content-range": range };
}

/** A vendor's error that repeats what it should not. */
const gossip = {
  error: {
    code: canaryKey,
    type: "server_error",
    message: `no: ${canaryKey} at https://x.example/y?signature=${canarySignature}`,
  },
};
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
const limited = { error: { code: "rate_limit", message: "slow down" } };

/** What a prompt is of; the prompts of a world hold one marker each. */
export function markerIn(body: string): string {
  return /marker-\d+-end/u.exec(body)?.[0] ?? "";
}

function linkTo(id: string, extension: string): string {
  return `${filesUrl}/${id}.${extension}?signature=${canarySignature}`;
}

function numberAfter(name: string, body: string): number | undefined {
  const digits = new RegExp(`"${name}":(\\d+)`, "u").exec(body)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function answer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers, body: Buffer.from(body) };
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return answer(status, JSON.stringify(body), headers);
}

function page(status: number): HttpAnswer {
  return answer(status, "<html><body>Bad Gateway</body></html>", { "content-type": "text/html" });
}

function text({ body }: HttpAnswer): string {
  return Buffer.from(body).toString("utf8");
}

function truncated(whole: HttpAnswer): HttpAnswer {
  return { ...whole, body: whole.body.subarray(0, Math.floor(whole.body.length / 2)) };
}

function cut(): DeliveryError {
  return new DeliveryError({ phase: "unknown", code: "ECONNRESET", message: "The connection was reset" });
}

function slow(): DeliveryError {
  return new DeliveryError({ phase: "answered", code: "timed_out", message: "The answer took too long", status: 200 });
}

function pieces(bytes: Uint8Array): readonly Uint8Array[] {
  const size = 40;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}
