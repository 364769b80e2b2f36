import { DeliveryError } from "../../failures/delivery-error.ts";
import type { HttpAnswer, Transport } from "../../ports/transport.ts";
import type { SimulatedProcess } from "./process.ts";
import type { Vendor } from "./vendor.ts";
import type { Traffic, Watch } from "./watch.ts";

/** The network as a process sees it. What has left the process continues without it. */
export function transportOf(
  vendor: Vendor,
  { process, traffic, watch }: { process: SimulatedProcess; traffic: Traffic; watch: Watch },
): Transport {
  return {
    request: (request, { signal } = {}) =>
      process.step(async () => {
        if (signal?.aborted === true || request.mayLeave?.() === false) throw notSent();
        await watch.sending(traffic, request);
        const answer = answered(vendor.request(request, process.id), (own) => {
          if (request.method !== "POST") return;
          traffic.openSubmits -= 1;
          watch.answered(traffic, own);
        });
        return signal === undefined ? answer : Promise.race([answer, aborted(signal)]);
      }, "network"),
    stream: (request, { signal } = {}) =>
      process.step(async () => {
        if (signal?.aborted === true) throw notSent();
        await watch.sending({ ...traffic, requestsAt: [] }, request);
        const { status, headers, body } = await vendor.stream(request);
        return { status, headers, body: chunks(process, body, signal) };
      }, "network"),
    close: () => Promise.resolve(),
  };
}

/** Reports an answer, or its absence. */
async function answered(
  answer: Promise<HttpAnswer>,
  tell: (answer: HttpAnswer | undefined) => void,
): Promise<HttpAnswer> {
  let own: HttpAnswer | undefined;
  try {
    own = await answer;
    return own;
  } finally {
    tell(own);
  }
}

async function* chunks(
  process: SimulatedProcess,
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncIterable<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await process.step(() => {
      const chunk = iterator.next();
      return signal === undefined ? chunk : Promise.race([chunk, aborted(signal)]);
    }, "network");
    if (next.done === true) return;
    yield next.value;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void =>
      reject(new DeliveryError({ phase: "unknown", code: "UND_ERR_ABORTED", message: "The request was cut" }));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

function notSent(): DeliveryError {
  return new DeliveryError({ phase: "not-sent", code: "UND_ERR_ABORTED", message: "The request was cut" });
}
