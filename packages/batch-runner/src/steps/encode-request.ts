import { createHash } from "node:crypto";
import type { WireRequest } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { TakeError } from "../failures/take-error.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { Formats } from "../work/context.ts";
import type { Work } from "../work/work.ts";
import type { gatherBindings } from "./bindings.ts";

/** A submit as it will be sent. */
export interface Encoded {
  readonly wire: WireRequest;
  readonly body: string;
  readonly seed?: number;
}

/** The request of an attempt, or why it cannot be sent. */
export function encode(
  context: Formats,
  work: Work,
  attempt: Attempt,
  bindings: Awaited<ReturnType<typeof gatherBindings>>,
): Encoded | { readonly error: TakeError } {
  const { codec, seedRange, maxBodyBytes } = context.formatOf(work.provider);
  const { model } = work.lead;
  const asked = work.asked ?? work.lead.asked;
  // A clip of a draft has the draft's seed: one that is not sent recognises nothing.
  const range = work.asked === undefined ? seedRange(model) : undefined;
  const seed = asked.seed ?? (range === undefined ? undefined : deriveSeed(attempt, range));
  const wire = codec.encodeSubmit(asked, {
    ...bindings,
    clientId: clientIdOf(attempt),
    ...present({ seed }),
  });
  const body = JSON.stringify(wire.body ?? {});
  const bytes = Buffer.byteLength(body);
  if (bytes > maxBodyBytes) {
    return {
      error: {
        code: "request_too_large",
        message: `The request of ${work.lead.id} is ${bytes} bytes long; the limit is ${maxBodyBytes}`,
        hint: "Give large files by URL, with assets.baseUrl.",
      },
    };
  }
  return { wire, body, ...present({ seed }) };
}

/** The same seed for the same digest and attempt, so that a lost task can be recognised by it. */
function deriveSeed({ digest, number }: Attempt, range: { readonly min: number; readonly max: number }): number {
  const min = Math.max(range.min, 0);
  const max = Math.min(range.max, 2 ** 31 - 1);
  const drawn = createHash("sha256").update(`${digest}#${number}`).digest().readUInt32BE(0);
  return min + (drawn % (max - min + 1));
}

/** By what the vendor and a person recognise an attempt. */
export function clientIdOf({ id }: Attempt): string {
  return `shotlist-${id}`;
}
