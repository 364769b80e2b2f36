import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../../wire/codec.ts";
import { decodeRelayTask, type LinkPlace } from "../../wire/new-api-envelope.ts";

// The documented place first, then those that a third-party client has met.
const linkPlaces: readonly LinkPlace[] = [
  ["url"],
  ["metadata", "url"],
  ["video_url"],
  ["result_url"],
  ["content", "video_url"],
  ["data", "content", "video_url"],
];

/** The documented flat body, or what the relay behind the site really sends. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  return decodeRelayTask(body, { facts, linkPlaces });
}
