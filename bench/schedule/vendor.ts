import type { HttpAnswer, HttpRequest, Notices, Transport } from "@shotlist/batch-runner";
import { tinyClip } from "../../packages/batch-runner/src/testing/tiny-clip.ts";
import type { VirtualClock } from "../../packages/batch-runner/src/testing/virtual-clock.ts";
import type { Length } from "./lengths.ts";

export const requestMs = 60;
export const baseUrl = "https://vendor.example.com";
const tasksPath = "/api/v3/contents/generations/tasks";

interface Task {
  readonly id: string;
  readonly createdAt: number;
  readonly endsAt: number;
}

/** A vendor in memory whose tasks take as long as they are drawn to, in its own virtual time. */
export interface TimedVendor {
  readonly transport: Transport;
  /** Its webhooks, one for each end, as they arrive. */
  readonly notices: Notices;
  /** Polls and lists: what was asked about tasks. */
  readonly asked: () => number;
  /** The most tasks that were ever running at once. */
  readonly mostAtOnce: () => number;
  readonly endOf: (taskId: string) => number;
  /** How long each place was empty: from an answer that said that a task has ended to the arrival of the next submit. */
  readonly emptyMs: () => readonly number[];
}

/** Speaks the format `ark`: a submit names its take in the prompt as `take 12.`. */
export function createTimedVendor(clock: VirtualClock, lengths: readonly Length[]): TimedVendor {
  const tasks = new Map<string, Task>();
  const listeners = new Set<Parameters<Notices["subscribe"]>[0]>();
  let asked = 0;
  let most = 0;
  const empty: number[] = [];
  const toldAt: number[] = [];
  const toldOf = new Set<string>();

  function submitted(body: string): HttpAnswer {
    const number = Number(/take (\d+)\./u.exec(body)?.[1]);
    const length = lengths[number];
    if (length === undefined) throw new Error(`no such take: ${body}`);
    const now = clock.now();
    const task = { id: `cgt-${number}`, createdAt: now, endsAt: now + length.ms };
    tasks.set(task.id, task);
    const since = toldAt.shift();
    if (since !== undefined) empty.push(now - since);
    void callBack(task);
    const running = [...tasks.values()].slice(-500).filter(({ endsAt }) => endsAt > now).length;
    most = Math.max(most, running);
    return json({ id: task.id });
  }

  async function callBack({ id, endsAt }: Task): Promise<void> {
    await clock.sleep(endsAt - clock.now() + requestMs);
    for (const listener of listeners) listener({ format: "ark", taskId: id, isOpen: false });
  }

  function told({ id, createdAt, endsAt }: Task): object {
    const common = { id, model: "doubao-seedance-1-5-pro-251215", created_at: Math.floor(createdAt / 1000) };
    if (clock.now() < endsAt) return { ...common, status: "running" };
    if (!toldOf.has(id)) toldAt.push(clock.now());
    toldOf.add(id);
    return {
      ...common,
      status: "succeeded",
      updated_at: Math.floor(endsAt / 1000),
      content: { video_url: `${baseUrl}/clips/${id}.mp4` },
      usage: { completion_tokens: 108_900, total_tokens: 108_900 },
    };
  }

  function listed(query: URLSearchParams): HttpAnswer {
    const ids = query.getAll("filter.task_ids");
    const found = ids.flatMap((id) => tasks.get(id) ?? []);
    return json({ items: found.map((task) => told(task)), total: found.length });
  }

  async function request({ method, url, body = "" }: HttpRequest): Promise<HttpAnswer> {
    await clock.sleep(requestMs);
    if (method === "POST") return submitted(String(body));
    asked += 1;
    const { pathname, searchParams } = new URL(url);
    if (pathname === tasksPath) return listed(searchParams);
    const task = tasks.get(pathname.split("/").at(-1) ?? "");
    if (task === undefined) throw new Error(`no such task: ${url}`);
    return json(told(task));
  }

  return {
    notices: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    asked: () => asked,
    mostAtOnce: () => most,
    emptyMs: () => empty,
    endOf: (taskId) => tasks.get(taskId)?.endsAt ?? Number.NaN,
    transport: {
      request,
      async stream({ url }) {
        await clock.sleep(requestMs);
        const clip = tinyClip(url);
        return {
          status: 200,
          headers: { "content-length": String(clip.length) },
          body: (async function* () {
            yield clip;
          })(),
        };
      },
      close: () => Promise.resolve(),
    },
  };
}

function json(body: unknown): HttpAnswer {
  return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) };
}
