import type { CodecParts } from "../../wire/define-codec.ts";
import { decodeRelayError } from "../../wire/new-api-envelope.ts";

/** Both the nested `{ error }` of the gateway and the flat `{ code, message, data: null }` of its task routes. */
export const decodeError: CodecParts["decodeError"] = decodeRelayError;
