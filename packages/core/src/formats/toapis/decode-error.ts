import type { CodecParts } from "../../wire/define-codec.ts";
import { decodeErrorEnvelope } from "../../wire/error-envelope.ts";

/** `{ error: { code, message, type } }`, whose code is a word on some pages and the HTTP status on others. */
export const decodeError: CodecParts["decodeError"] = decodeErrorEnvelope;
