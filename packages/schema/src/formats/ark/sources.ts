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
  "ArcReel: Ark backend": {
    place: "https://github.com/ArcReel/ArcReel, lib/video_backends/ark.py and lib/config/registry.py",
    asOf: "2026-08-22",
  },
};
