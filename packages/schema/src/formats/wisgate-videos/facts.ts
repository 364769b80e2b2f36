import type { FormatFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { sources } from "./sources.ts";

const documented: Provenance = { grade: "documented", source: "WisGate: videos" };
const compared: Provenance = { grade: "documented", source: "seed 003" };
const result: Provenance = { grade: "documented", source: "WisGate: video result" };
const errors: Provenance = { grade: "documented", source: "WisGate: errors" };
const assumed: Provenance = { grade: "assumed" };
const upstream = (page: string): Provenance => ({ grade: "public", source: `Ark: ${page}` });

/** WisGate's path for clients of the OpenAI Videos API: a prompt, lists of media, and the size in pixels. */
export const facts: FormatFacts = {
  id: "wisgate-videos",
  order: 5,
  title: "WisGate videos",
  document: "WisGate: videos",
  editions: [{ id: "2026-11", document: "WisGate: videos", provenance: documented }],
  sources,
  baseUrl: { value: "https://api.wisgate.ai", provenance: documented },
  apiKeyEnv: "WISGATE_API_KEY",
  operations: {
    submit: { method: "POST", path: "/v1/videos", provenance: documented },
    poll: { method: "GET", path: "/v1/videos/{id}", provenance: result },
    content: { method: "GET", path: "/v1/videos/{id}/content", provenance: documented },
  },
  statuses: [
    { word: "queued", canonical: "queued", provenance: result },
    { word: "processing", canonical: "running", provenance: result },
    { word: "completed", canonical: "succeeded", provenance: result },
    { word: "failed", canonical: "failed", provenance: result },
  ],
  lifecycle: [
    { from: "queued", to: "processing", provenance: assumed },
    { from: "processing", to: "completed", provenance: assumed },
    { from: "processing", to: "failed", provenance: assumed },
    { from: "queued", to: "failed", provenance: assumed },
  ],
  models: [
    {
      id: "doubao-seedance-2",
      provenance: documented,
      duration: { value: { min: 4, max: 15, integer: true }, provenance: documented },
      resolutions: { value: ["720p", "1080p"], provenance: compared },
      ratios: { value: ["16:9", "9:16"], provenance: documented },
      roles: {
        first_frame: { forms: ["url"], max: 1, provenance: documented },
        last_frame: { forms: ["url"], max: 1, provenance: documented },
        reference_image: { forms: ["url"], max: 9, provenance: upstream("create task") },
        reference_video: { forms: ["url"], max: 3, maxTotalSeconds: 15, provenance: upstream("create task") },
      },
    },
  ],
  openModels: false,
  ratioPixels: {
    value: {
      "720p": { "16:9": [1280, 720], "9:16": [720, 1280] },
      "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920] },
    },
    provenance: documented,
  },
  framesPerSecond: { value: 24, provenance: upstream("get task") },
  pollEverySeconds: { value: 10, provenance: result },
  deadlineSeconds: { value: 172_800, provenance: upstream("create task") },
  linkLifeSeconds: { value: 86_400, provenance: upstream("get task") },
  taskRetentionSeconds: { value: 604_800, provenance: upstream("create task") },
  failuresAreFree: { value: false, provenance: assumed },
  requestsPerMinute: { value: 50, provenance: { grade: "documented", source: "WisGate: FAQ" } },
  concurrency: { value: 3, provenance: assumed },
  maxBodyBytes: { value: 67_108_864, provenance: assumed },
  errors: [
    {
      occasion: "invalid_request",
      httpStatus: 400,
      code: "",
      type: "invalid_request_error",
      message: "The request is not valid.",
      provenance: errors,
    },
    {
      occasion: "malformed_json",
      httpStatus: 400,
      code: "invalid_json",
      type: "invalid_request_error",
      message: "The request body is not valid JSON.",
      provenance: assumed,
    },
    {
      occasion: "bad_key",
      httpStatus: 401,
      code: "invalid_api_key",
      type: "authentication_error",
      message: "The API key is not valid.",
      provenance: errors,
    },
    {
      occasion: "no_key",
      httpStatus: 401,
      code: "invalid_api_key",
      type: "authentication_error",
      message: "The API key is missing.",
      provenance: errors,
    },
    {
      occasion: "forbidden",
      httpStatus: 403,
      code: "token_group_disabled",
      type: "permission_error",
      message: "The group of this key is disabled.",
      provenance: assumed,
    },
    {
      occasion: "unknown_task",
      httpStatus: 404,
      code: "video_not_found",
      type: "not_found_error",
      message: "The video was not found.",
      provenance: assumed,
    },
    {
      occasion: "unknown_path",
      httpStatus: 404,
      code: "not_found",
      type: "invalid_request_error",
      message: "The requested path was not found.",
      provenance: assumed,
    },
    {
      occasion: "rate_limited",
      httpStatus: 429,
      code: "rate_limit_exceeded",
      type: "rate_limit_error",
      message: "The requests per minute of this key are used up.",
      provenance: assumed,
    },
  ],
  notCreated: [],
  taskFailures: [
    {
      code: "generation_failed",
      message: "The video could not be made.",
      provenance: assumed,
    },
  ],
  taskIdPattern: { value: "^video_", provenance: result },
  prices: [],
};
