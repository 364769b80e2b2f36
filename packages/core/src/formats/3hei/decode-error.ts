import type { CodecParts } from "../../wire/define-codec.ts";
import { decodeErrorEnvelope } from "../../wire/error-envelope.ts";

/** Undocumented: read as the upstream's `{ error }`, or as the `ResponseMetadata.Error` of the site's asset routes. */
export const decodeError: CodecParts["decodeError"] = decodeErrorEnvelope;
