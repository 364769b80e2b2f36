import type { Sources } from "../../facts.ts";
import { arkPages } from "../ark/sources.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "seed 001": "the vendor's page on POST /v1/videos/generations for Seedance 1.5 Pro",
  "ToAPIs: Seedance 1.5":
    "https://github.com/toapis/docs, docs/cn/api-reference/videos/doubao-seedance-1-5/generation.mdx",
  "ToAPIs: video status": "https://github.com/toapis/docs, docs/cn/api-reference/tasks/video-status.mdx",
  "ToAPIs: list models": "https://github.com/toapis/docs, docs/cn/api-reference/chat/list-models.mdx",
  "ToAPIs: webhooks": "https://github.com/toapis/docs, docs/cn/api-reference/webhooks/task-webhooks.mdx",
  "ToAPIs: rate limits": "https://github.com/toapis/docs, docs/cn/api-reference/rate-limits/async-tasks.mdx",
  "Ark: create task": arkPages["Ark: create task"],
  "Ark: get task": arkPages["Ark: get task"],
};
