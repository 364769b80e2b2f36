import { DeliveryError } from "../failures/delivery-error.ts";
import type { Clock } from "../ports/clock.ts";

interface Patience {
  readonly clock: Clock;
  readonly silentMs: number;
  readonly giveUp: () => void;
  /** Called when nothing of the body is read any more. */
  readonly ended: () => void;
}

/** Why the wait for silence ends: made once, for there is a wait for each piece. */
const something = new Error("something came");

/**
 * Passes a body on, however long it takes. Where nothing comes for `silentMs`, `giveUp` is called and the body ends with an
 * error; the time that the reader takes for itself does not count.
 */
export async function* unlessSilent(
  body: AsyncIterable<Uint8Array>,
  { clock, silentMs, giveUp, ended }: Patience,
): AsyncGenerator<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  let isSilent = false;

  async function next(): Promise<IteratorResult<Uint8Array>> {
    const came = new AbortController();
    const silence = clock.sleep(silentMs, came.signal).then(() => {
      isSilent = true;
      giveUp();
      throw silenceError(silentMs);
    });
    try {
      return await Promise.race([iterator.next(), silence]);
    } finally {
      came.abort(something);
    }
  }

  try {
    for (;;) {
      const { done, value } = await next();
      if (done === true) return;
      yield value;
    }
  } finally {
    // One that is silent may never end: it was given up.
    if (!isSilent) await iterator.return?.();
    ended();
  }
}

function silenceError(silentMs: number): DeliveryError {
  return new DeliveryError({
    phase: "answered",
    code: "timed_out",
    message: `No data arrived for ${silentMs / 1000} seconds`,
    hint: "Run again: the download continues where it stopped.",
  });
}
