import type { Sources } from "../../facts/facts.ts";
import { arkPages } from "../ark/sources.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "seed 002": { place: "the vendor's page on POST /v1/video/generations", asOf: "2026-11" },
  "RelayDance: API reference": { place: "https://relaydance.com/docs/api-reference", asOf: "2026-11" },
  "RelayDance: upload files": {
    place: "https://relaydance.com/docs/upload and https://relaydance.com/docs/api-reference/upload-media",
    asOf: "2026-11",
  },
  "third-party RelayDance client": {
    place: "the client puffer, crates/puffer-core/runtime/media/relaydance_video.rs",
    asOf: "2026",
  },
  "Ark: create task": arkPages["Ark: create task"],
  "Ark: get task": arkPages["Ark: get task"],
};
