import type { FormatCodec } from "../codec.ts";
import { contentList } from "../content-list.ts";
import { defineCodec } from "../define-codec.ts";
import { decodeError } from "./decode-error.ts";
import { decodeSubmit } from "./decode-submit.ts";
import { decodeTask } from "./decode-task.ts";
import { encodeSubmit } from "./encode-submit.ts";

/** Volcengine's and BytePlus' own API. */
export const codec: FormatCodec = defineCodec("ark", {
  encodeSubmit,
  decodeSubmit,
  decodeTask,
  decodeError,
  list: contentList,
});
