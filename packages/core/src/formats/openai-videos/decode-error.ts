import type { CodecParts } from "../define-codec.ts";
import { decodeErrorEnvelope } from "../error-envelope.ts";

/** `{ error: { message, type, param, code } }`. */
export const decodeError: CodecParts["decodeError"] = decodeErrorEnvelope;
