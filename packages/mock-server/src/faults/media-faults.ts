import { spoiling } from "./define-fault.ts";
import type { Fault } from "./fault.ts";

/** A WAV of a few samples. */
const silence = Uint8Array.from(
  Buffer.from("UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQgAAAAAAAAAAAAAAA==", "base64"),
);

/** Clips that are not what they should be. */
export const mediaFaults: readonly Fault[] = [
  {
    name: "clip_forbidden",
    layer: "media",
    purpose: "The link answers 403 before it expires: is it refreshed by a poll?",
    places: ["download", "content"],
    instead: () => ({ status: 403, headers: { "content-type": "text/plain" }, body: "The link has expired" }),
  },
  {
    name: "clip_missing",
    layer: "media",
    purpose: "The link answers 404.",
    places: ["download", "content"],
    instead: () => ({ status: 404, headers: { "content-type": "text/plain" }, body: "File not found" }),
  },
  spoiling("clip_cut", "media", {
    purpose: "The download stops half-way: is it continued with a range request?",
    places: ["download", "content"],
    spoil: (answer, { bytes }) => ({
      ...answer,
      delivery: { kind: "cut", afterBytes: bytes ?? Math.floor(answer.body.length / 2) },
    }),
  }),
  spoiling("clip_short", "media", {
    purpose: "The download is complete for HTTP, but shorter than the clip: is the file checked?",
    places: ["download", "content"],
    spoil: (answer) => ({ ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) }),
  }),
  spoiling("clip_ends_early", "media", {
    purpose: "The download has no length and ends half-way as if complete: is the file checked to its end?",
    places: ["download", "content"],
    spoil: (answer) => ({
      ...answer,
      delivery: { kind: "early", afterBytes: Math.floor(answer.body.length / 2) },
    }),
  }),
  spoiling("clip_misnamed", "media", {
    purpose: "The clip is complete, but sent as an HTML page: is a clip recognized by its bytes?",
    places: ["download", "content"],
    spoil: (answer) => ({ ...answer, headers: { ...answer.headers, "content-type": "text/html" } }),
  }),
  spoiling("clip_called_a_part", "media", {
    purpose: "The clip is complete, but sent with 206 without a range request: is it accepted, and only once?",
    places: ["download", "content"],
    spoil: (answer) => ({
      ...answer,
      status: 206,
      headers: {
        ...answer.headers,
        "content-range": `bytes 0-${answer.body.length - 1}/${answer.body.length}`,
      },
    }),
  }),
  {
    name: "clip_is_a_sound",
    layer: "media",
    purpose: "The link answers with an audio file sent as MP4: is a video track required?",
    places: ["download", "content"],
    instead: () => ({ status: 200, headers: { "content-type": "video/mp4" }, body: silence }),
  },
  {
    name: "clip_is_a_page",
    layer: "media",
    purpose: "The link answers 200 with a page instead of a clip: is the type checked?",
    places: ["download", "content"],
    instead: () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<html>Sign in</html>" }),
  },
];
