import type { Sources } from "../../facts.ts";
import { arkPages } from "../ark/sources.ts";

/** Every source that a statement about this format may name. */
export const sources: Sources = {
  "seed 003": "https://wisdom-docs.juheapi.com/api-reference/video/seedance-native",
  "WisGate: errors": "https://wisdom-docs.juheapi.com/api-reference/error",
  "WisGate: FAQ": "https://wisdom-docs.juheapi.com/guide/faq",
  "Ark: create task": arkPages["Ark: create task"],
  "Ark: get task": arkPages["Ark: get task"],
  "Ark: list tasks": arkPages["Ark: list tasks"],
  "Ark: delete task": arkPages["Ark: delete task"],
  "Ark: error codes": arkPages["Ark: error codes"],
  "Ark SDK for Go": arkPages["Ark SDK for Go"],
};
