import type { CodecParts } from "../define-codec.ts";
import { decodeRelayError } from "../new-api-envelope.ts";

/** Both the nested `{ error }` of the gateway and the flat `{ code, message, data: null }` of its task routes. */
export const decodeError: CodecParts["decodeError"] = decodeRelayError;
