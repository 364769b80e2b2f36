import type { Sources } from "../../facts/facts.ts";
import { arkPages } from "../ark/sources.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "seed 001": { place: "the vendor's page on POST /v1/videos/generations for Seedance 1.5 Pro", asOf: "2026-11" },
  "ToAPIs: Seedance 1.5": {
    place: "https://github.com/toapis/docs, docs/cn/api-reference/videos/doubao-seedance-1-5/generation.mdx",
    asOf: "2026-08-20",
  },
  "ToAPIs: Seedance 2": {
    place: "https://github.com/toapis/docs, docs/en/api-reference/videos/seedance-2/generation.mdx",
    asOf: "2026-08-20",
  },
  "ToAPIs: Seedance 2.5": {
    place: "https://github.com/toapis/docs, docs/en/api-reference/videos/seedance-2-5/generation.mdx",
    asOf: "2026-08-20",
  },
  "ToAPIs: video status": {
    place: "https://github.com/toapis/docs, docs/cn/api-reference/tasks/video-status.mdx",
    asOf: "2026-08-20",
  },
  "ToAPIs: list models": {
    place: "https://github.com/toapis/docs, docs/cn/api-reference/chat/list-models.mdx",
    asOf: "2026-08-20",
  },
  "ToAPIs: webhooks": {
    place: "https://github.com/toapis/docs, docs/cn/api-reference/webhooks/task-webhooks.mdx",
    asOf: "2026-08-20",
  },
  "ToAPIs: upload image": {
    place: "https://github.com/toapis/docs, docs/en/api-reference/uploads/images.mdx",
    asOf: "2026-08-20",
  },
  "ToAPIs: upload video": {
    place: "https://github.com/toapis/docs, docs/en/api-reference/uploads/videos.mdx",
    asOf: "2026-08-20",
  },
  "ToAPIs: rate limits": {
    place: "https://github.com/toapis/docs, docs/cn/api-reference/rate-limits/async-tasks.mdx",
    asOf: "2026-08-20",
  },
  "Ark: create task": arkPages["Ark: create task"],
  "Ark: get task": arkPages["Ark: get task"],
};
