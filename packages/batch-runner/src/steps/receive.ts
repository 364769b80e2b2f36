import { present } from "@shotlist/schema";
import { DeliveryError } from "../failures/delivery-error.ts";
import type { ClipKind, StoredClip } from "../ports/clip-store.ts";
import type { HttpStream } from "../ports/transport.ts";
import type { Reaching } from "../work/context.ts";
import type { TakeError } from "../failures/take-error.ts";
import { partOf, validatorOf, type AnswerPart, type Resume } from "./answer-part.ts";
import { judgeFile } from "./judge-file.ts";

/** What is being fetched. `key` names the download on the disk, so that another run continues it. */
export interface Wanted {
  readonly key: string;
  readonly kind: ClipKind;
  /** The file is durable only once its receipt is written. */
  readonly receiptFollows?: boolean;
}

export type Received =
  | { readonly kind: "stored"; readonly clip: StoredClip }
  /** `spoiled`: what lies there is not to be continued. */
  | { readonly kind: "again"; readonly error: TakeError; readonly spoiled?: boolean };

/** Takes the body of an answer in, and keeps the file once it is whole. */
export async function receive(
  context: Reaching,
  wanted: Wanted,
  stream: HttpStream,
  resume: Resume | undefined,
): Promise<Received> {
  const part = partOf(stream, resume);
  if (part.from === "elsewhere") {
    const message = "The server continued the download at another position, or with another file";
    return { kind: "again", spoiled: true, error: { code: "range_wrong", message } };
  }
  const before = part.from === "resume" ? (resume?.bytes ?? 0) : 0;
  const taken = await takeIn(context, wanted.key, stream, part);
  if ("error" in taken) return { kind: "again", error: taken.error };
  const bytes = before + taken.bytes;
  const total = part.total ?? (part.from === "resume" ? resume?.total : undefined);
  if (taken.bytes !== (part.bytes ?? taken.bytes) || bytes < (total ?? 0))
    return { kind: "again", error: cutAt(bytes) };
  const { store } = context.state;
  const { container, error } = await store.inspect({ partial: wanted.key }, (file) => judgeFile(wanted.kind, file));
  if (error !== undefined) {
    // A body without a length may have ended early: its rest is asked for.
    const mayGoOn = error.code === "clip_not_whole" && total === undefined && part.from === "start";
    return { kind: "again", error, spoiled: !mayGoOn };
  }
  const { receiptFollows = false } = wanted;
  const options = { receiptFollows, ...present({ container }) };
  return { kind: "stored", clip: await store.commit(wanted.key, wanted.kind, options) };
}

function cutAt(bytes: number): TakeError {
  return { code: "clip_cut", message: `The clip ended after ${bytes} bytes, before its end` };
}

/** Writes a body to the disk; answers how much of it came. */
async function takeIn(
  context: Reaching,
  key: string,
  { headers, body }: HttpStream,
  part: Exclude<AnswerPart, { from: "elsewhere" }>,
): Promise<{ readonly bytes: number } | { readonly error: TakeError }> {
  const validator = validatorOf(headers);
  const writer = await context.state.store.openPartial(key, {
    append: part.from === "resume",
    ...present({ validator, total: part.total }),
  });
  let bytes = 0;
  try {
    for await (const chunk of body) {
      await writer.write(chunk);
      bytes += chunk.length;
    }
    return { bytes };
  } catch (error) {
    return { error: failureOf(context, error) };
  } finally {
    await writer.close();
  }
}

/** What the network said; anything else is not a failure of it, and neither is the end of the run. */
export function failureOf({ stopping }: Reaching, error: unknown): TakeError {
  stopping.throwIfAborted();
  if (!(error instanceof DeliveryError)) throw error;
  return { code: error.code, message: error.message };
}
