import type { Sources } from "../../facts.ts";
import { arkPages } from "../ark/sources.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "seed 002": "the vendor's page on POST /v1/video/generations",
  "RelayDance: API reference": "https://relaydance.com/docs/api-reference",
  "third-party RelayDance client": "the client puffer, crates/puffer-core/runtime/media/relaydance_video.rs",
  "Ark: create task": arkPages["Ark: create task"],
  "Ark: get task": arkPages["Ark: get task"],
};
