import type { FormatFacts, JsonObject } from "@shotlist/schema";
import { unixSeconds } from "./unix-seconds.ts";

/** The relay's list of models: everything that the catalogue has. */
export function relayModels(facts: FormatFacts, createdAtMs: number): JsonObject {
  return {
    success: true,
    object: "list",
    data: facts.models.map(({ id }) => ({
      id,
      object: "model",
      created: unixSeconds(createdAtMs),
      owned_by: "custom",
      supported_endpoint_types: ["openai-video"],
    })),
  };
}
