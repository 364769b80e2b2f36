import type { Source, Sources } from "../../facts/facts.ts";

type Page = "create task" | "get task" | "list tasks" | "delete task" | "error codes" | "limits" | "prices";

/** The pages of Ark's documentation, which speak for the relays' upstream as well. */
export const arkPages: Readonly<Record<`Ark: ${Page}` | "Ark SDK for Go", Source>> = {
  "Ark: create task": { place: "https://www.volcengine.com/docs/82379/1520757", asOf: "2026" },
  "Ark: get task": { place: "https://www.volcengine.com/docs/82379/1521309", asOf: "2026" },
  "Ark: list tasks": { place: "https://www.volcengine.com/docs/82379/1521675", asOf: "2026" },
  "Ark: delete task": { place: "https://www.volcengine.com/docs/82379/1521720", asOf: "2026" },
  "Ark: error codes": { place: "https://www.volcengine.com/docs/82379/1299023", asOf: "2026" },
  "Ark: limits": { place: "https://www.volcengine.com/docs/82379/1330310", asOf: "2026" },
  "Ark: prices": { place: "https://www.volcengine.com/docs/82379/1544106", asOf: "2026" },
  "Ark SDK for Go": {
    place: "https://github.com/volcengine/volcengine-go-sdk, service/arkruntime/model/content_generation.go",
    asOf: "2026-08-21",
  },
};

export const sources: Sources = {
  ...arkPages,
  "TanStack AI: Ark probes": {
    place:
      "https://github.com/TanStack/ai, packages/ai-byteplus/src/video: Seedance 1.x and 2.0 tried live on 2026-07-31, 2.5 by its pages of 2026-08-19",
    asOf: "2026-08-22",
  },
  "APIYI: Seedance drafts": {
    place: "https://docs.apiyi.com/en/live/2026-10/seedance2-draft-mode",
    asOf: "2026-10-25",
  },
  "Oxen: Seedance 2.5 drafts": {
    place: "https://docs.oxen.ai/inference-api/reference/models/walkthroughs/seedance_2_5_draft_mode.md",
    asOf: "2026-11",
  },
  "BytePlus: prices": {
    place:
      "https://docs.byteplus.com/en/docs/ModelArk/1544106, by two transcriptions of 2026-09-13 and 2026-10-02 that agree; one of them is https://github.com/openstory-so/openstory, src/billing/rate-card/cards",
    asOf: "2026-10-02",
  },
  "ToAPIs: Seedance 2.5": {
    place: "https://github.com/toapis/docs, docs/en/api-reference/videos/seedance-2-5/generation.mdx",
    asOf: "2026-08-20",
  },
  "ArcReel: Ark backend": {
    place: "https://github.com/ArcReel/ArcReel, lib/video_backends/ark.py and lib/config/registry.py",
    asOf: "2026-08-22",
  },
};
