import { present } from "@shotlist/schema";
import type { HttpStream } from "../ports/transport.ts";
import type { Reaching } from "../work/context.ts";
import type { TakeError } from "../failures/take-error.ts";
import type { Resume } from "./answer-part.ts";
import { mayBePrivate, refuseAddress, type AddressRule } from "./check-address.ts";
import { unlessSilent } from "./unless-silent.ts";

/** From the start of the connection to the head of the answer, and between two pieces of its body. */
const silentMs = 60_000;
export const clipMaxBytes: number = 4 * 1024 ** 3;
const redirects = 5;

/** Where a file lies. */
export interface Address {
  readonly url: string;
  readonly rule: AddressRule;
  /** Sent to `url` itself and never to where it redirects: it may hold the key. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks for a file, or for the rest of it. Follows redirects by hand: each address is checked before it is fetched. */
export async function follow(
  context: Reaching,
  { url, rule, headers }: Address,
  resume: Resume | undefined,
): Promise<HttpStream | { readonly error: TakeError }> {
  let address = url;
  for (let hops = 0; hops <= redirects; hops += 1) {
    const refusal = refuseAddress(address, rule);
    if (refusal !== undefined) return { error: { code: "link_refused", message: refusal } };
    const stream = await open(context, address, {
      rule,
      headers: {
        "accept-encoding": "identity",
        "user-agent": "shotlist",
        ...(hops === 0 ? headers : {}),
        ...(resume === undefined ? {} : { range: `bytes=${resume.bytes}-`, "if-range": resume.validator }),
      },
    });
    const location = stream.headers["location"];
    if (stream.status < 300 || stream.status >= 400 || stream.status === 304 || location === undefined) return stream;
    await leave(stream);
    address = URL.canParse(location, address) ? new URL(location, address).href : location;
  }
  return { error: { code: "too_many_redirects", message: "The clip's link has too many redirects" } };
}

async function open(
  { transport, stopping, state }: Reaching,
  url: string,
  { headers, rule }: { readonly headers: Readonly<Record<string, string>>; readonly rule: AddressRule },
): Promise<HttpStream> {
  // By hand what `AbortSignal.any` does: that costs more than the rest of a request, and leaves more behind.
  const cut = new AbortController();
  const stop = (): void => cut.abort(stopping.reason);
  const ended = (): void => stopping.removeEventListener("abort", stop);
  stopping.addEventListener("abort", stop, { once: true });
  if (stopping.aborted) stop();
  try {
    const { body, ...answer } = await transport.stream(
      {
        method: "GET",
        url,
        headers,
        timeoutMs: silentMs,
        maxBytes: clipMaxBytes,
        privateAddresses: mayBePrivate(url, rule),
        ...present({ providerHost: rule.providerHost }),
      },
      { signal: cut.signal },
    );
    const giveUp = (): void => cut.abort();
    return { ...answer, body: unlessSilent(body, { clock: state.clock, silentMs, giveUp, ended }) };
  } catch (error) {
    ended();
    throw error;
  }
}

/** Closes the connection of an answer nobody reads. */
export async function leave({ body }: Pick<HttpStream, "body">): Promise<void> {
  const iterator = body[Symbol.asyncIterator]();
  // An iterator that never began would not run its clean-up.
  await iterator.next().catch(() => undefined);
  await iterator.return?.();
}
