import type { FormatCodec } from "../codec.ts";
import { defineCodec } from "../define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import { encodeSubmit } from "./encode-submit.ts";

/** OpenAI's Videos API, and services that speak it. */
export const codec: FormatCodec = defineCodec("openai-videos", {
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
});
