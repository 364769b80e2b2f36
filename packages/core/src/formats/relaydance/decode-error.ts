import type { CodecParts } from "../../wire/define-codec.ts";
import { decodeRelayError } from "../../wire/new-api-envelope.ts";

/** `{ error: { message, type } }`, whose type is used as the code, or an envelope of the relay behind the site. */
export const decodeError: CodecParts["decodeError"] = decodeRelayError;
