import { encodeContentRequest } from "../content-request.ts";
import type { CodecParts } from "../define-codec.ts";

/** A shot as a native request of WisGate. No `callback_url`: only its upstream documents one. */
export const encodeSubmit: CodecParts["encodeSubmit"] = encodeContentRequest;
