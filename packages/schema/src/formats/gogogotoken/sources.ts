import type { Sources } from "../../facts.ts";
import { arkPages } from "../ark/sources.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "seed 000": "the vendor's page on POST /v1/video/generations",
  "GogogoToken: video generations": "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-generations.mdx",
  "GogogoToken: video tasks": "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-tasks.mdx",
  "GogogoToken: video tasks, first revision":
    "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-tasks.mdx at eb6403c",
  "GogogoToken: video tools": "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-tools.mdx",
  "GogogoToken: assets": "https://github.com/BellTrustAI/gogogotoken-doc-cn, assets.mdx",
  "GogogoToken: billing": "https://github.com/BellTrustAI/gogogotoken-doc-cn, billing.mdx",
  "new-api: routes": "https://github.com/QuantumNous/new-api, router/video-router.go",
  "new-api: request validation": "https://github.com/QuantumNous/new-api, relay/common/relay_utils.go",
  "new-api: distributor": "https://github.com/QuantumNous/new-api, middleware/distributor.go",
  "new-api: Doubao adaptor": "https://github.com/QuantumNous/new-api, relay/channel/task/doubao/adaptor.go",
  "new-api: task envelopes":
    "https://github.com/QuantumNous/new-api, dto/task.go, dto/openai_video.go and model/task.go",
  "new-api: task time-out": "https://github.com/QuantumNous/new-api, the setting TASK_TIMEOUT_MINUTES",
  "new-api: errors":
    "https://github.com/QuantumNous/new-api, relay/relay_task.go, service/error.go and middleware/utils.go",
  "APIYI: first frame mixed with reference": "https://docs.apiyi.com/en/faq/seedance-first-frame-mixed-with-reference",
  "Ark: create task": arkPages["Ark: create task"],
  "Ark: get task": arkPages["Ark: get task"],
};
