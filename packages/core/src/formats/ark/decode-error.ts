import type { CodecParts } from "../../wire/define-codec.ts";
import { decodeErrorEnvelope } from "../../wire/error-envelope.ts";

/** `{ error: { code, message, param, type } }`, its message with a request id at the end. */
export const decodeError: CodecParts["decodeError"] = decodeErrorEnvelope;
