import type { Sources } from "../../facts/facts.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "seed 004": { place: "the vendor's page on POST /v1/videos", asOf: "2026-11" },
  "relays that poll GET /v1/videos/{cgt id}": {
    place:
      "https://docs.powertokens.ai/cn/byteplus/video-status and https://chenyu.mintlify.app/llm-gateway/api/video-info",
    asOf: "2026-11",
  },
};
