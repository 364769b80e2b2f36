import type { DefinedCodec } from "../../wire/codec.ts";
import { contentList } from "../../wire/content-list.ts";
import { defineCodec } from "../../wire/define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import { contentFields, encodeContentRequest } from "../../wire/content-request.ts";

/** WisGate's native endpoint. No `callback_url`: only its upstream documents one. */
export const codec: DefinedCodec = defineCodec("wisgate", {
  fields: contentFields,
  encodeSubmit: encodeContentRequest,
  decodeSubmit,
  decodeTask,
  decodeError,
  list: contentList,
});
