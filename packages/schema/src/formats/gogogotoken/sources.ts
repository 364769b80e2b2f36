import type { Sources } from "../../facts/facts.ts";
import { arkPages } from "../ark/sources.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "seed 000": { place: "the vendor's page on POST /v1/video/generations", asOf: "2026-11" },
  "GogogoToken: video generations": {
    place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-generations.mdx",
    asOf: "2026-07-21",
  },
  "GogogoToken: video models": {
    place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-models.mdx",
    asOf: "2026-07-13",
  },
  "GogogoToken: Seedance 2.5": {
    place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-generations.mdx at 04a5605",
    asOf: "2026-11",
  },
  "GogogoToken: Seedance 2.5 models": {
    place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-models.mdx at 04a5605",
    asOf: "2026-11",
  },
  "GogogoToken: video tasks": {
    place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-tasks.mdx",
    asOf: "2026-07-21",
  },
  "GogogoToken: video tasks, first revision": {
    place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-tasks.mdx at eb6403c",
    asOf: "2026-06-27",
  },
  "GogogoToken: video tools": {
    place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, video-tools.mdx",
    asOf: "2026-07-21",
  },
  "GogogoToken: assets": { place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, assets.mdx", asOf: "2026-07-21" },
  "GogogoToken: token billing": {
    place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, seedance-token.mdx",
    asOf: "2026-07-13",
  },
  "GogogoToken: billing": {
    place: "https://github.com/BellTrustAI/gogogotoken-doc-cn, billing.mdx",
    asOf: "2026-07-21",
  },
  "new-api: routes": { place: "https://github.com/QuantumNous/new-api, router/video-router.go", asOf: "2026-05-27" },
  "new-api: request validation": {
    place: "https://github.com/QuantumNous/new-api, relay/common/relay_utils.go",
    asOf: "2026-05-27",
  },
  "new-api: distributor": {
    place: "https://github.com/QuantumNous/new-api, middleware/distributor.go",
    asOf: "2026-05-27",
  },
  "new-api: Doubao adaptor": {
    place: "https://github.com/QuantumNous/new-api, relay/channel/task/doubao/adaptor.go",
    asOf: "2026-05-27",
  },
  "new-api: task envelopes": {
    place: "https://github.com/QuantumNous/new-api, dto/task.go, dto/openai_video.go and model/task.go",
    asOf: "2026-05-27",
  },
  "new-api: task time-out": {
    place: "https://github.com/QuantumNous/new-api, the setting TASK_TIMEOUT_MINUTES",
    asOf: "2026-05-27",
  },
  "new-api: errors": {
    place: "https://github.com/QuantumNous/new-api, relay/relay_task.go, service/error.go and middleware/utils.go",
    asOf: "2026-05-27",
  },
  "APIYI: first frame mixed with reference": {
    place: "https://docs.apiyi.com/en/faq/seedance-first-frame-mixed-with-reference",
    asOf: "2026-09-19",
  },
  "Ark: create task": arkPages["Ark: create task"],
  "Ark: get task": arkPages["Ark: get task"],
};
