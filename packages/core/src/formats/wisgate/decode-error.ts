import type { CodecParts } from "../../wire/define-codec.ts";
import { decodeErrorEnvelope } from "../../wire/error-envelope.ts";

/** `{ error: { code, message, param, type } }`, with codes of WisGate or of its upstream. */
export const decodeError: CodecParts["decodeError"] = decodeErrorEnvelope;
