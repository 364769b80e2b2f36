import type { Sources } from "../../facts/facts.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "OpenAI: Videos": {
    place: "https://github.com/openai/openai-openapi and https://github.com/openai/openai-node, src/resources/videos",
    asOf: "2026-08-21",
  },
  "OpenAI: video guide": { place: "https://developers.openai.com/api/docs/guides/video-generation", asOf: "2026-11" },
  "OpenAI: Sora reference": {
    place: "https://github.com/openai/skills, skills/.curated/sora/references/video-api.md",
    asOf: "2026-11",
  },
  "OpenAI: error codes": { place: "https://platform.openai.com/docs/guides/error-codes", asOf: "2026-11" },
  "APIYI: Sora 2 prices": { place: "https://help.apiyi.com/?p=3773", asOf: "2026-11" },
};
