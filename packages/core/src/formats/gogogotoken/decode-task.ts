import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../../wire/codec.ts";
import { decodeRelayTask, type LinkPlace } from "../../wire/new-api-envelope.ts";

// Newest place first; early releases of the relay kept the link of a finished task in `fail_reason`.
const linkPlaces: readonly LinkPlace[] = [
  ["result_url"],
  ["data", "content", "video_url"],
  ["metadata", "url"],
  ["output", "video_url"],
  ["url"],
  ["fail_reason"],
];

/** Any of the three envelopes that describe one task: the relay's own, the OpenAI-like one, and the older `output.video_url`. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  return decodeRelayTask(body, { facts, linkPlaces });
}
