import type { CodecParts } from "../define-codec.ts";
import { decodeErrorEnvelope } from "../error-envelope.ts";

/** `{ error: { code, message, param, type } }`, its message with a request id at the end. */
export const decodeError: CodecParts["decodeError"] = decodeErrorEnvelope;
