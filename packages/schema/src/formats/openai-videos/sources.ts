import type { Sources } from "../../facts.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "OpenAI: Videos":
    "https://github.com/openai/openai-openapi and https://github.com/openai/openai-node, src/resources/videos",
  "OpenAI: video guide": "https://developers.openai.com/api/docs/guides/video-generation",
  "OpenAI: Sora reference": "https://github.com/openai/skills, skills/.curated/sora/references/video-api.md",
  "APIYI: Sora 2 prices": "https://help.apiyi.com/?p=3773",
};
