import type { FormatCodec } from "../codec.ts";
import { defineCodec } from "../define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import { encodeSubmit } from "./encode-submit.ts";

/** 3hei. */
export const codec: FormatCodec = defineCodec("3hei", { encodeSubmit, decodeSubmit, decodeTask, decodeError });
