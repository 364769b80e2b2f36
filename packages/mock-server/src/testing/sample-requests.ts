import type { JsonObject } from "../http/message.ts";

/** For each format one request that its document shows or plainly allows: a 5 s clip at 720p, 16:9 or its nearest. */
const sampleRequests: Readonly<Record<string, JsonObject>> = {
  wisgate: {
    model: "doubao-seedance-2.0",
    content: [{ type: "text", text: "A cat stretches in the morning light" }],
    resolution: "720p",
    ratio: "16:9",
    duration: 5,
    return_last_frame: true,
  },
  gogogotoken: {
    model: "doubao-seedance-2-0-fast",
    prompt: "A watch turns slowly on a white table",
    seconds: "5",
    size: "720x1280",
    metadata: { return_last_frame: true },
  },
  toapis: {
    model: "doubao-seedance-1-5-pro",
    prompt: "Sunset on a beach",
    duration: 5,
    aspect_ratio: "16:9",
    metadata: { resolution: "720p", audio: true },
  },
  relaydance: {
    model: "doubao-seedance-2-0-720p",
    prompt: "Storm clouds over a mountain range",
    seconds: "5",
    metadata: { ratio: "16:9", resolution: "720p", generate_audio: true },
  },
  "3hei": {
    model: "doubao-seedance-2-0",
    content: [{ type: "text", text: "A cat stretches on a window sill" }],
    resolution: "720p",
    ratio: "16:9",
    duration: 5,
  },
};

/** The request of a format; throws where none is written down yet. */
export function sampleRequest(format: string): JsonObject {
  const body = sampleRequests[format];
  if (body === undefined) throw new Error(`write a sample request for ${format}`);
  return body;
}
