import { DeliveryError } from "../failures/delivery-error.ts";
import type { StoredClip } from "../ports/clip-store.ts";
import type { HttpStream } from "../ports/transport.ts";
import type { Fetching, Keeping, Reaching } from "../work/context.ts";
import type { TakeError } from "../failures/take-error.ts";
import { backoffMs } from "../schedule/backoff.ts";
import { readRetryAfter } from "../schedule/retry-after.ts";
import type { Resume } from "./answer-part.ts";
import { clipMaxBytes, follow, leave, type Address } from "./follow.ts";
import { headBytes, isHeadOf } from "./judge-file.ts";
import { peek } from "./peek.ts";
import { failureOf, receive, type Received, type Wanted } from "./receive.ts";
import { unpack } from "./unpack.ts";

const mostTries = 6;
const tryBackoff = { firstMs: 500, longestMs: 30_000 };
/** How long an answer that refuses a link is read. */
const refusalMs = 60_000;
/** A try that brought so much more than any before does not count: large clips come in as many parts as they need. */
const progressBytes = 1024 * 1024;

export interface Download extends Wanted, Address {
  /** How often it is asked for without getting on. Default: 6. */
  readonly tries?: number;
}

export type Downloaded =
  | { readonly kind: "stored"; readonly clip: StoredClip }
  /** The link is not good any more: poll for a fresh one. */
  | { readonly kind: "link-expired"; readonly error: TakeError }
  | { readonly kind: "failed"; readonly error: TakeError };

type Attempted = Downloaded | (Extract<Received, { kind: "again" }> & { readonly waitMs?: number });

/** Fetches a file into the store, going on where an earlier try stopped. Never pays. */
export async function download(context: Fetching, wanted: Download): Promise<Downloaded> {
  const { store, clock } = context.state;
  const { tries = mostTries } = wanted;
  let furthest = 0;
  for (let failures = 1; ; failures += 1) {
    const result = await downloadOnce(context, wanted);
    if (result.kind !== "again") return result;
    const bytes = result.spoiled === true ? 0 : ((await store.partial(wanted.key))?.bytes ?? 0);
    if (bytes >= furthest + progressBytes) {
      furthest = bytes;
      failures = 0;
    } else if (failures >= tries) {
      return { kind: "failed", error: await keepForLooking(context, wanted, result) };
    }
    if (result.spoiled === true) await store.discard(wanted.key);
    const waitMs = result.waitMs ?? backoffMs(Math.max(1, failures), tryBackoff, context.random);
    await clock.sleep(waitMs, context.stopping);
  }
}

/** What came in the last try and is not a whole clip is not thrown away: it may have been paid for. */
async function keepForLooking(
  { state: { store } }: Keeping,
  { key, kind }: Download,
  { error, spoiled }: Extract<Attempted, { kind: "again" }>,
): Promise<TakeError> {
  const isRest = error.code === "range_wrong" || error.code === "range_refused";
  if (kind !== "video" || isRest || ((await store.partial(key))?.bytes ?? 0) === 0) {
    if (spoiled === true) await store.discard(key);
    return error;
  }
  if (spoiled !== true && error.code !== "clip_not_whole") return error;
  return { ...error, message: `${error.message}. The download is kept at ${await store.setAside(key)}` };
}

async function downloadOnce(context: Reaching, wanted: Download): Promise<Attempted> {
  const have = await context.state.store.partial(wanted.key);
  const resume: Resume | undefined =
    have?.validator !== undefined && have.bytes > 0 ? { ...have, validator: have.validator } : undefined;
  let stream: HttpStream;
  try {
    const followed = await follow(context, wanted, resume);
    if ("error" in followed) return { kind: "failed", error: followed.error };
    stream = followed;
  } catch (error) {
    const failure = failureOf(context, error);
    if (failure.code !== "private_address") return { kind: "again", error: failure };
    return {
      kind: "failed",
      error: { code: "link_refused", message: `The link points into a private network: ${failure.message}` },
    };
  }
  try {
    return await taken(context, wanted, stream, resume);
  } finally {
    // Whatever went wrong: an answer that nobody reads to its end would keep its connection.
    await leave(stream);
  }
}

/** What comes of an answer: the file, or what to do next. The bytes decide what it is; a status only where they do not. */
async function taken(
  context: Reaching,
  wanted: Download,
  stream: HttpStream,
  resume: Resume | undefined,
): Promise<Attempted> {
  const { status, headers } = stream;
  const isGood = status >= 200 && status < 300;
  if (isGood && (headers["content-encoding"] ?? "identity") === "identity") {
    return receive(context, wanted, stream, resume);
  }
  try {
    const { head, body } = await (isGood ? peek(stream.body, headBytes) : peekAtRefusal(context, stream));
    const peeked = { ...stream, body };
    if (isHeadOf(wanted.kind, head)) return await receive(context, wanted, peeked, isGood ? resume : undefined);
    if (isGood) return await receive(context, wanted, unpack(peeked, clipMaxBytes) ?? peeked, resume);
  } catch (error) {
    const failure = failureOf(context, error);
    if (isGood) return { kind: "again", error: failure };
  }
  return refused(context, stream);
}

/** What a refusal begins with. One that comes byte by byte, without an end, is left after a while. */
async function peekAtRefusal({ state: { clock } }: Keeping, { body }: HttpStream): ReturnType<typeof peek> {
  const read = new AbortController();
  const stalled = clock.sleep(refusalMs, read.signal).then(() => {
    throw new DeliveryError({ phase: "answered", code: "timed_out", message: "The refusal of the link is too long" });
  });
  try {
    return await Promise.race([peek(body, headBytes), stalled]);
  } finally {
    read.abort();
  }
}

function refused({ state }: Keeping, { status, headers }: HttpStream): Attempted {
  if (status === 416) {
    const error = { code: "range_refused", message: "The server cannot continue the download" };
    return { kind: "again", spoiled: true, error };
  }
  if (status === 429 || status >= 500 || status === 408) {
    const waitMs = readRetryAfter(headers, state.clock.now());
    const error = { code: `http_${status}`, message: `The server of the clip answered ${status}` };
    return { kind: "again", error, ...(waitMs === undefined ? {} : { waitMs: Math.min(waitMs, 60_000) }) };
  }
  return {
    kind: "link-expired",
    error: { code: `http_${status}`, message: `The clip's link answered ${status}` },
  };
}
