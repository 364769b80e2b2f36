import type { Sources } from "../../facts/facts.ts";
import { arkPages } from "../ark/sources.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "WisGate: videos": { place: "https://wisdom-docs.juheapi.com/api-reference/video/seedance", asOf: "2026-11" },
  "WisGate: video result": { place: "https://wisdom-docs.juheapi.com/api-reference/video/result", asOf: "2026-11" },
  "WisGate: errors": { place: "https://wisdom-docs.juheapi.com/api-reference/error", asOf: "2026-11" },
  "WisGate: FAQ": { place: "https://wisdom-docs.juheapi.com/guide/faq", asOf: "2026-11" },
  "seed 003": { place: "https://wisdom-docs.juheapi.com/api-reference/video/seedance-native", asOf: "2026-11" },
  "Ark: create task": arkPages["Ark: create task"],
  "Ark: get task": arkPages["Ark: get task"],
};
