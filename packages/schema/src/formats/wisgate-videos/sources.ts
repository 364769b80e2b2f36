import type { Sources } from "../../facts.ts";
import { arkPages } from "../ark/sources.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "WisGate: videos": "https://wisdom-docs.juheapi.com/api-reference/video/seedance",
  "WisGate: video result": "https://wisdom-docs.juheapi.com/api-reference/video/result",
  "WisGate: errors": "https://wisdom-docs.juheapi.com/api-reference/error",
  "WisGate: FAQ": "https://wisdom-docs.juheapi.com/guide/faq",
  "seed 003": "https://wisdom-docs.juheapi.com/api-reference/video/seedance-native",
  "Ark: create task": arkPages["Ark: create task"],
  "Ark: get task": arkPages["Ark: get task"],
};
