import type { CodecParts } from "../../wire/define-codec.ts";
import { decodeErrorEnvelope } from "../../wire/error-envelope.ts";

/** `{ error: { message, type, param, code } }`. */
export const decodeError: CodecParts["decodeError"] = decodeErrorEnvelope;
