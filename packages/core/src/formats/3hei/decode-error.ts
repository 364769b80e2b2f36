import type { CodecParts } from "../define-codec.ts";
import { decodeErrorEnvelope } from "../error-envelope.ts";

/** Undocumented: read as the upstream's `{ error }`, or as the `ResponseMetadata.Error` of the site's asset routes. */
export const decodeError: CodecParts["decodeError"] = decodeErrorEnvelope;
