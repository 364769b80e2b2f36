import type { DefinedCodec } from "../../wire/codec.ts";
import { defineCodec } from "../../wire/define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import { contentFields, encodeContentRequest } from "../../wire/content-request.ts";

/** 3hei. Roles are always written: with two images the document requires both. */
export const codec: DefinedCodec = defineCodec("3hei", {
  fields: contentFields,
  encodeSubmit: encodeContentRequest,
  decodeSubmit,
  decodeTask,
  decodeError,
});
