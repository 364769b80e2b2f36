import type { FormatCodec } from "../codec.ts";
import { defineCodec } from "../define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import { encodeSubmit } from "./encode-submit.ts";

/** RelayDance. */
export const codec: FormatCodec = defineCodec("relaydance", { encodeSubmit, decodeSubmit, decodeTask, decodeError });
