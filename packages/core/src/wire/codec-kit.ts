import { type FormatId, present } from "@shotlist/schema";
import { readClipCounts } from "./clip-counts.ts";
import type { DefinedCodec } from "./codec.ts";
import { mediaEntries, textEntries } from "./content-entries.ts";
import { type CodecParts, defineCodec } from "./define-codec.ts";
import { decodeErrorEnvelope } from "./error-envelope.ts";
import { pixelSizeOf } from "./pixel-size.ts";
import { promptText } from "./prompt-text.ts";
import { idOf, linkOf, progressOf, textOf, valueAt } from "./read-json.ts";
import { seedOf } from "./seed.ts";
import { readSubmittedId } from "./submitted-id.ts";
import { readFailure, toTask } from "./task-outcome.ts";
import { upstreamOptions, withoutUpstreamOptions, withUpstreamOptions } from "./upstream-options.ts";
import { usualFields } from "./usual-fields.ts";
import { readStatus } from "./wire-status.ts";

/** What the codecs of the built-in formats are made of, for one whose folder may be anywhere and that imports nothing. */
export interface CodecKit {
  /** Joins the parts of the codec with the facts of its format. */
  readonly defineCodec: (parts: CodecParts) => DefinedCodec;
  readonly decodeErrorEnvelope: typeof decodeErrorEnvelope;
  readonly idOf: typeof idOf;
  readonly linkOf: typeof linkOf;
  readonly mediaEntries: typeof mediaEntries;
  readonly pixelSizeOf: typeof pixelSizeOf;
  readonly present: typeof present;
  readonly progressOf: typeof progressOf;
  readonly promptText: typeof promptText;
  readonly readClipCounts: typeof readClipCounts;
  readonly readFailure: typeof readFailure;
  readonly readStatus: typeof readStatus;
  readonly readSubmittedId: typeof readSubmittedId;
  readonly seedOf: typeof seedOf;
  readonly textEntries: typeof textEntries;
  readonly textOf: typeof textOf;
  readonly toTask: typeof toTask;
  readonly upstreamOptions: typeof upstreamOptions;
  readonly usualFields: typeof usualFields;
  readonly valueAt: typeof valueAt;
  readonly withUpstreamOptions: typeof withUpstreamOptions;
  readonly withoutUpstreamOptions: typeof withoutUpstreamOptions;
}

/** The kit for a format whose facts are registered. */
export function codecKitFor(id: FormatId): CodecKit {
  return {
    defineCodec: (parts) => defineCodec(id, parts),
    decodeErrorEnvelope,
    idOf,
    linkOf,
    mediaEntries,
    pixelSizeOf,
    present,
    progressOf,
    promptText,
    readClipCounts,
    readFailure,
    readStatus,
    readSubmittedId,
    seedOf,
    textEntries,
    textOf,
    toTask,
    upstreamOptions,
    usualFields,
    valueAt,
    withUpstreamOptions,
    withoutUpstreamOptions,
  };
}
