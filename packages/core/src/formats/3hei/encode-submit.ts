import { encodeContentRequest } from "../content-request.ts";
import type { CodecParts } from "../define-codec.ts";

/** A shot as a 3hei request. Roles are always written: with two images the document requires both. */
export const encodeSubmit: CodecParts["encodeSubmit"] = encodeContentRequest;
