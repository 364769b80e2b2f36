import type { Client } from "pg";
import { isJsonObject } from "@shotlist/schema";
import { StorageError } from "../failures/storage-error.ts";
import { parseJson } from "../http/parse-json.ts";
import { createSystemClock, type Clock } from "../ports/clock.ts";
import type { Notice, Notices } from "../ports/notices.ts";
import { loadClient, settingsFor } from "./client.ts";

/** One channel for the database: whose task it is, the run knows. */
const channel = "shotlist_notices";
const againAfterMs = 5000;
/** PostgreSQL carries less than 8000 bytes; an id and a format are far shorter. */
const payloadAtMost = 1000;
/** More are dropped while the server is away or slow. */
const waitingAtMost = 1000;

/** Notices that go from one program to all others at a database. One that is lost is covered by polls. */
export interface SharedNotices extends Notices, AsyncDisposable {
  /** Passes a notice on to whoever is subscribed now. */
  tell(notice: Notice): Promise<void>;
}

/** Where shared notices go. */
export interface SharedNoticesOptions {
  /** `postgres://user@host:port/database`. It is in no message of ours. */
  readonly address: string;
  readonly clock?: Clock;
}

/**
 * Opens the way to a database, by `LISTEN` and `NOTIFY`: nothing is stored there. Throws `StorageError` where it cannot be reached; a
 * connection that is lost later is made again.
 */
export async function openSharedNotices({
  address,
  clock = createSystemClock(),
}: SharedNoticesOptions): Promise<SharedNotices> {
  const pg = await loadClient();
  const listeners = new Set<(notice: Notice) => void>();
  const closed = new AbortController();
  let client = await open();
  /** The last statement: a connection carries one at a time. */
  let telling = Promise.resolve<unknown>(undefined);
  let waiting = 0;

  async function open(): Promise<Client> {
    const opened = new pg.Client(settingsFor(address));
    // A connection that breaks both fails and ends: the end is what counts.
    opened.on("error", () => undefined);
    opened.on("notification", ({ payload = "" }) => pass(payload));
    try {
      await opened.connect();
      await opened.query(["LISTEN", channel].join(" "));
    } catch (cause) {
      // One that never was connected may never end.
      void opened.end().catch(() => undefined);
      throw new StorageError("ledger_unreachable", { doing: "opening the ledger", cause });
    }
    opened.on("end", () => void reopen());
    return opened;
  }

  async function reopen(): Promise<void> {
    while (!closed.signal.aborted) {
      try {
        await clock.sleep(againAfterMs, closed.signal);
        client = await open();
        return;
      } catch (error) {
        if (!(error instanceof StorageError)) return;
      }
    }
  }

  function pass(payload: string): void {
    const notice = noticeIn(payload);
    if (notice !== undefined) for (const listener of listeners) listener(notice);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async tell(notice) {
      const payload = JSON.stringify(notice);
      // What is lost is found by polls: whoever sent it need not send it again.
      if (payload.length > payloadAtMost || waiting >= waitingAtMost) return;
      waiting += 1;
      telling = telling
        .then(() => client.query("SELECT pg_notify($1, $2)", [channel, payload]))
        .catch(() => undefined)
        .finally(() => (waiting -= 1));
      await telling;
    },
    [Symbol.asyncDispose]: async () => {
      closed.abort();
      await client.end().catch(() => undefined);
    },
  };
}

/** Whoever may write to the database may notify: what is not a notice is dropped. */
function noticeIn(payload: string): Notice | undefined {
  const said = parseJson(Buffer.from(payload));
  if (!isJsonObject(said)) return undefined;
  const { format, taskId, isOpen } = said;
  if (typeof format !== "string" || typeof taskId !== "string" || typeof isOpen !== "boolean") return undefined;
  return { format, taskId, isOpen };
}
