import type { FormatFacts, ModelFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { sources } from "./sources.ts";

const documented: Provenance = { grade: "documented", source: "OpenAI: Videos" };
const guide: Provenance = { grade: "documented", source: "OpenAI: video guide" };
const reference: Provenance = { grade: "documented", source: "OpenAI: Sora reference" };
const pricing: Provenance = { grade: "public", source: "APIYI: Sora 2 prices" };
const assumed: Provenance = { grade: "assumed" };

const common: Omit<ModelFacts, "id" | "resolutions"> = {
  provenance: documented,
  // The reference ends at 12 seconds; the guide, which is newer, adds 16 and 20.
  duration: { value: { min: 4, max: 20, integer: true, step: 4 }, provenance: guide },
  ratios: { value: ["16:9", "9:16"], provenance: documented },
  roles: { first_frame: { forms: ["url", "data"], max: 1, provenance: documented } },
  audio: { value: true, provenance: guide },
  // Every clip has its sound, and no field says otherwise.
  audioFixed: { value: true, provenance: assumed },
};

/** OpenAI's Videos API, announced to end on 2026-09-24, which others continue speaking. No answer holds a link. */
export const facts: FormatFacts = {
  id: "openai-videos",
  order: 7,
  title: "OpenAI Videos",
  document: "OpenAI: Videos",
  editions: [{ id: "2026-08", document: "OpenAI: Videos", provenance: documented }],
  sources,
  baseUrl: { value: "https://api.openai.com", provenance: documented },
  // The vendor ended its own endpoint and both models; the dialect lives on at relays.
  endsOn: { value: "2026-09-24", provenance: { grade: "documented", source: "OpenAI: video guide" } },
  apiKeyEnv: "OPENAI_API_KEY",
  operations: {
    submit: { method: "POST", path: "/v1/videos", provenance: documented },
    poll: { method: "GET", path: "/v1/videos/{id}", provenance: documented },
    list: { method: "GET", path: "/v1/videos", provenance: documented },
    // It deletes a video that is done or has failed, and calls none off.
    cancel: { method: "DELETE", path: "/v1/videos/{id}", provenance: documented },
    content: { method: "GET", path: "/v1/videos/{id}/content", provenance: documented },
  },
  statuses: [
    { word: "queued", canonical: "queued", provenance: documented },
    { word: "in_progress", canonical: "running", provenance: documented },
    { word: "completed", canonical: "succeeded", provenance: documented },
    { word: "failed", canonical: "failed", provenance: documented },
  ],
  lifecycle: [
    { from: "queued", to: "in_progress", provenance: guide },
    { from: "in_progress", to: "completed", provenance: guide },
    { from: "in_progress", to: "failed", provenance: assumed },
    { from: "queued", to: "failed", provenance: assumed },
  ],
  models: [
    { ...common, id: "sora-2", resolutions: { value: ["720p"], provenance: reference } },
    { ...common, id: "sora-2-pro", resolutions: { value: ["720p", "1024p", "1080p"], provenance: reference } },
  ],
  openModels: true,
  ratioPixels: {
    value: {
      "720p": { "16:9": [1280, 720], "9:16": [720, 1280] },
      // Seven to four in truth: the nearest that the format has at this size.
      "1024p": { "16:9": [1792, 1024], "9:16": [1024, 1792] },
      "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920] },
    },
    provenance: reference,
  },
  framesPerSecond: { value: 30, provenance: assumed },
  pollEverySeconds: { value: 10, provenance: reference },
  deadlineSeconds: { value: 86_400, provenance: assumed },
  linkLifeSeconds: { value: 3600, provenance: reference },
  taskRetentionSeconds: { value: 604_800, provenance: assumed },
  failuresAreFree: { value: false, provenance: assumed },
  maxBodyBytes: { value: 67_108_864, provenance: assumed },
  errors: [
    {
      occasion: "invalid_request",
      httpStatus: 400,
      code: "invalid_value",
      type: "invalid_request_error",
      message: "The request is not valid.",
      provenance: assumed,
    },
    {
      occasion: "malformed_json",
      httpStatus: 400,
      code: "invalid_json",
      type: "invalid_request_error",
      message: "We could not parse the body of your request.",
      provenance: assumed,
    },
    {
      occasion: "bad_key",
      httpStatus: 401,
      code: "invalid_api_key",
      type: "invalid_request_error",
      message: "Incorrect API key provided.",
      provenance: assumed,
    },
    {
      occasion: "no_key",
      httpStatus: 401,
      code: "invalid_api_key",
      type: "invalid_request_error",
      message: "You didn't provide an API key.",
      provenance: assumed,
    },
    {
      occasion: "unknown_model",
      httpStatus: 404,
      code: "model_not_found",
      type: "invalid_request_error",
      message: "The model does not exist or you do not have access to it.",
      provenance: assumed,
    },
    {
      occasion: "unknown_task",
      httpStatus: 404,
      code: "video_not_found",
      type: "invalid_request_error",
      message: "The video was not found.",
      provenance: assumed,
    },
    {
      occasion: "unknown_path",
      httpStatus: 404,
      code: "unknown_url",
      type: "invalid_request_error",
      message: "Invalid URL.",
      provenance: assumed,
    },
    {
      occasion: "no_balance",
      httpStatus: 429,
      code: "insufficient_quota",
      type: "insufficient_quota",
      message: "You exceeded your current quota.",
      provenance: assumed,
    },
    {
      occasion: "content_policy",
      httpStatus: 400,
      code: "moderation_blocked",
      type: "invalid_request_error",
      message: "Your request was blocked by our moderation system.",
      provenance: assumed,
    },
    {
      occasion: "rate_limited",
      httpStatus: 429,
      code: "rate_limit_exceeded",
      type: "requests",
      message: "Rate limit reached.",
      provenance: assumed,
    },
    {
      occasion: "cannot_cancel",
      httpStatus: 400,
      code: "invalid_state",
      type: "invalid_request_error",
      message: "Only a completed or failed video can be deleted.",
      provenance: assumed,
    },
    {
      occasion: "server_error",
      httpStatus: 500,
      code: "server_error",
      type: "server_error",
      message: "The server had an error while processing your request.",
      provenance: assumed,
    },
  ],
  notCreated: [],
  form: { value: { files: { input_reference: "image_url", video: "video_url" } }, provenance: documented },
  furtherCalls: [
    { name: "remix", method: "POST", path: "/v1/videos/{id}/remix", provenance: documented },
    { name: "edit", method: "POST", path: "/v1/videos/edits", provenance: guide },
    { name: "extend", method: "POST", path: "/v1/videos/extensions", provenance: guide },
    { name: "createCharacter", method: "POST", path: "/v1/videos/characters", provenance: guide },
    { name: "getCharacter", method: "GET", path: "/v1/videos/characters/{id}", provenance: documented },
  ],
  listQuery: {
    value: [
      { name: "limit", description: "How many videos a page holds", integer: { min: 0, max: 100 } },
      { name: "order", description: "By the time of creation", words: ["asc", "desc"] },
      { name: "after", description: "Id of the last video of the page before" },
    ],
    provenance: documented,
  },
  contentTypes: {
    value: { video: "video/mp4", thumbnail: "image/webp", spritesheet: "image/jpeg" },
    provenance: guide,
  },
  accountWebhook: { value: { succeeded: "video.completed", failed: "video.failed" }, provenance: guide },
  taskFailures: [
    {
      code: "moderation_blocked",
      message: "Your request was blocked by our moderation system.",
      provenance: assumed,
    },
  ],
  emptyAccountCodes: {
    value: ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "billing_limit_user_error"],
    provenance: { grade: "documented", source: "OpenAI: error codes" },
  },
  taskIdPattern: { value: "^video_", provenance: assumed },
  prices: [
    { models: ["sora-2"], per: "second", amount: 0.1, currency: "USD", asOf: "2025-10-07", provenance: pricing },
    {
      models: ["sora-2-pro"],
      resolutions: ["720p"],
      per: "second",
      amount: 0.3,
      currency: "USD",
      asOf: "2025-10-07",
      provenance: pricing,
    },
    {
      models: ["sora-2-pro"],
      resolutions: ["1024p"],
      per: "second",
      amount: 0.5,
      currency: "USD",
      asOf: "2025-10-07",
      provenance: pricing,
    },
  ],
};
