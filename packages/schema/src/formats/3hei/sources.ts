import type { Sources } from "../../facts.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "seed 004": "the vendor's page on POST /v1/videos",
  "relays that poll GET /v1/videos/{cgt id}":
    "https://docs.powertokens.ai/cn/byteplus/video-status and https://chenyu.mintlify.app/llm-gateway/api/video-info",
};
