import { DeliveryError } from "../errors.ts";
import type { ClipKind, StoredClip } from "../ports/clip-store.ts";
import type { HttpStream } from "../ports/transport.ts";
import type { RunContext } from "../run/context.ts";
import type { TakeError } from "../run/report.ts";
import { backoffMs } from "../schedule/backoff.ts";
import { readRetryAfter } from "../schedule/retry-after.ts";
import { refuseAddress, type AddressRule } from "./check-address.ts";
import { checkContent, checkHead } from "./check-content.ts";

/** A stalled clip is given up and continued by a range request. */
const downloadTimeoutMs = 300_000;
const clipMaxBytes = 4 * 1024 ** 3;
const redirects = 5;
const tries = 6;
const tryBackoff = { firstMs: 500, longestMs: 30_000 };

/** What to fetch. `key` names the download on the disk, so that another run continues it. */
export interface Download {
  readonly key: string;
  readonly url: string;
  readonly kind: ClipKind;
  readonly rule: AddressRule;
  /** Sent to `url` itself and never to where it redirects: it may hold the key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The file is durable only once its receipt is written. */
  readonly receiptFollows?: boolean;
}

export type Downloaded =
  | { readonly kind: "stored"; readonly clip: StoredClip }
  /** The link is not good any more: poll for a fresh one. */
  | { readonly kind: "link-expired"; readonly error: TakeError }
  | { readonly kind: "failed"; readonly error: TakeError };

type Attempted = Downloaded | { readonly kind: "again"; readonly error: TakeError; readonly waitMs?: number };

/** Fetches a file into the store, going on where an earlier try stopped. Never pays. */
export async function download(context: RunContext, wanted: Download): Promise<Downloaded> {
  for (let failures = 1; ; failures += 1) {
    const result = await downloadOnce(context, wanted);
    if (result.kind !== "again") return result;
    if (failures >= tries) return { kind: "failed", error: result.error };
    await context.state.clock.sleep(result.waitMs ?? backoffMs(failures, tryBackoff, context.random), context.stopping);
  }
}

async function downloadOnce(context: RunContext, wanted: Download): Promise<Attempted> {
  const { store } = context.state;
  const have = await store.partial(wanted.key);
  const resume =
    have?.validator !== undefined && have.bytes > 0 ? { bytes: have.bytes, validator: have.validator } : undefined;
  let stream: HttpStream;
  try {
    const followed = await follow(context, wanted, resume);
    if ("error" in followed) return { kind: "failed", error: followed.error };
    stream = followed;
  } catch (error) {
    return again(context, error);
  }
  try {
    return await taken(context, wanted, stream, resume);
  } finally {
    // Whatever went wrong: an answer that nobody reads to its end would keep its connection and its clock.
    await leave(stream);
  }
}

/** What comes of an answer: the clip, or what to do next. */
async function taken(
  context: RunContext,
  wanted: Download,
  stream: HttpStream,
  resume: Resume | undefined,
): Promise<Attempted> {
  const { status, headers } = stream;
  if (status === 416) {
    await context.state.store.discard(wanted.key);
    return { kind: "again", error: { code: "range_refused", message: "The server cannot continue the download" } };
  }
  if (status === 429 || status >= 500 || status === 408) {
    const waitMs = readRetryAfter(headers["retry-after"], context.state.clock.now());
    const error = { code: `http_${status}`, message: `The server of the clip answered ${status}` };
    return { kind: "again", error, ...(waitMs === undefined ? {} : { waitMs: Math.min(waitMs, 60_000) }) };
  }
  if (status !== 200 && status !== 206) {
    return { kind: "link-expired", error: { code: `http_${status}`, message: `The clip's link answered ${status}` } };
  }
  return receive(context, wanted, stream, resume);
}

interface Resume {
  readonly bytes: number;
  readonly validator: string;
}

/** Follows redirects by hand: each address is checked before it is fetched. */
async function follow(
  { transport, stopping }: RunContext,
  { url, rule, headers }: Download,
  resume: Resume | undefined,
): Promise<HttpStream | { readonly error: TakeError }> {
  let address = url;
  for (let hops = 0; hops <= redirects; hops += 1) {
    const refusal = refuseAddress(address, rule);
    if (refusal !== undefined) return { error: { code: "link_refused", message: refusal } };
    const stream = await transport.stream(
      {
        method: "GET",
        url: address,
        headers: {
          "accept-encoding": "identity",
          "user-agent": "shotlist",
          ...(hops === 0 ? headers : {}),
          ...(resume === undefined ? {} : { range: `bytes=${resume.bytes}-`, "if-range": resume.validator }),
        },
        timeoutMs: downloadTimeoutMs,
        maxBytes: clipMaxBytes,
        privateAddresses: rule.privateAddresses,
      },
      { signal: stopping },
    );
    const location = stream.headers["location"];
    if (stream.status < 300 || stream.status >= 400 || stream.status === 304 || location === undefined) return stream;
    await leave(stream);
    address = URL.canParse(location, address) ? new URL(location, address).href : location;
  }
  return { error: { code: "too_many_redirects", message: "The clip's link redirects without end" } };
}

async function receive(
  context: RunContext,
  { key, kind, receiptFollows = false }: Download,
  stream: HttpStream,
  resume: Resume | undefined,
): Promise<Attempted> {
  const { store } = context.state;
  const { headers } = stream;
  const continued =
    stream.status === 206 && resume !== undefined && rangeStart(headers["content-range"]) === resume.bytes;
  if (stream.status === 206 && !continued) {
    await store.discard(key);
    return {
      kind: "again",
      error: { code: "range_wrong", message: "The server continued the download at another place" },
    };
  }
  const refused = checkContent(kind, headers);
  if (refused !== undefined) return { kind: "again", error: refused };
  const before = continued ? resume.bytes : 0;
  const validator = validatorOf(headers);
  const length = headers["content-length"];
  const writer = await store.openPartial(key, {
    append: continued,
    ...(validator === undefined ? {} : { validator }),
    ...(length === undefined ? {} : { length: Number(length) }),
  });
  let bytes = before;
  try {
    for await (const chunk of stream.body) {
      await writer.write(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    return await again(context, error);
  } finally {
    await writer.close();
  }
  if (length !== undefined && bytes !== before + Number(length)) {
    return {
      kind: "again",
      error: { code: "clip_cut", message: `The clip ended after ${bytes} bytes, before its end` },
    };
  }
  const invalid = checkHead(kind, await store.head(key, 12));
  if (invalid !== undefined) {
    await store.discard(key);
    return { kind: "again", error: invalid };
  }
  return { kind: "stored", clip: await store.commit(key, kind, { receiptFollows }) };
}

async function again({ stopping }: RunContext, error: unknown): Promise<Attempted> {
  stopping.throwIfAborted();
  if (!(error instanceof DeliveryError)) throw error;
  if (error.code === "private_address") {
    return { kind: "failed", error: { code: "link_refused", message: "The link leads into a private network" } };
  }
  return { kind: "again", error: { code: error.code, message: error.message } };
}

/** Closes the connection of an answer nobody reads. */
async function leave({ body }: HttpStream): Promise<void> {
  const iterator = body[Symbol.asyncIterator]();
  // An iterator that never began would not run its clean-up.
  await iterator.next().catch(() => undefined);
  await iterator.return?.();
}

function rangeStart(header: string | undefined): number | undefined {
  const start = /^bytes (\d+)-/u.exec(header ?? "")?.[1];
  return start === undefined ? undefined : Number(start);
}

/** Only a strong validator proves that the rest belongs to what is here. */
function validatorOf(headers: Readonly<Record<string, string>>): string | undefined {
  const { etag } = headers;
  return etag !== undefined && !etag.startsWith("W/") ? etag : headers["last-modified"];
}
