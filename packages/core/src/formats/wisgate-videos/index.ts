import type { FormatCodec } from "../codec.ts";
import { defineCodec } from "../define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import { encodeSubmit } from "./encode-submit.ts";

/** WisGate's path for clients of the OpenAI Videos API. */
export const codec: FormatCodec = defineCodec("wisgate-videos", {
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
});
