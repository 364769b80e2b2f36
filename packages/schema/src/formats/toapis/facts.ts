import type { FormatFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { editions } from "./editions.ts";
import { seedModels } from "./models.ts";
import { sources } from "./sources.ts";
import { taskFailures } from "./task-failures.ts";

const documented: Provenance = { grade: "documented", source: "seed 001" };
const assumed: Provenance = { grade: "assumed" };
const site = (page: string): Provenance => ({ grade: "public", source: `ToAPIs: ${page}` });
const upstream = (page: string): Provenance => ({ grade: "public", source: `Ark: ${page}` });

/** ToAPIs, for Seedance 1.5 Pro. */
export const facts: FormatFacts = {
  id: "toapis",
  order: 1,
  title: "ToAPIs",
  document: "seed 001",
  editions,
  sources,
  baseUrl: { value: "https://toapis.com", provenance: documented },
  apiKeyEnv: "TOAPIS_API_KEY",
  operations: {
    submit: { method: "POST", path: "/v1/videos/generations", provenance: documented },
    poll: { method: "GET", path: "/v1/videos/generations/{id}", provenance: site("video status") },
    lookup: { method: "GET", path: "/v1/videos/generations/{id}", provenance: site("video status") },
    models: { method: "GET", path: "/v1/models?type=video", provenance: site("list models") },
  },
  statuses: [
    { word: "queued", canonical: "queued", provenance: documented },
    { word: "in_progress", canonical: "running", provenance: documented },
    { word: "completed", canonical: "succeeded", provenance: documented },
    { word: "failed", canonical: "failed", provenance: documented },
    { word: "submitted", canonical: "queued", provenance: site("video status") },
    { word: "SUCCESS", canonical: "succeeded", provenance: site("webhooks") },
    { word: "FAILURE", canonical: "failed", provenance: site("webhooks") },
  ],
  lifecycle: [
    { from: "queued", to: "in_progress", provenance: site("video status") },
    { from: "in_progress", to: "completed", provenance: site("video status") },
    { from: "in_progress", to: "failed", provenance: site("video status") },
    { from: "queued", to: "failed", provenance: assumed },
  ],
  models: seedModels,
  openModels: false,
  ratioPixels: {
    value: {
      "480p": {
        "16:9": [864, 496],
        "9:16": [496, 864],
        "1:1": [640, 640],
        "4:3": [752, 560],
        "3:4": [560, 752],
        "21:9": [992, 432],
      },
      "720p": {
        "16:9": [1280, 720],
        "9:16": [720, 1280],
        "1:1": [960, 960],
        "4:3": [1112, 834],
        "3:4": [834, 1112],
        "21:9": [1470, 630],
      },
      "1080p": {
        "16:9": [1920, 1080],
        "9:16": [1080, 1920],
        "1:1": [1440, 1440],
        "4:3": [1664, 1248],
        "3:4": [1248, 1664],
        "21:9": [2206, 946],
      },
    },
    provenance: upstream("create task"),
  },
  framesPerSecond: { value: 24, provenance: upstream("get task") },
  pollEverySeconds: { value: 10, provenance: site("video status") },
  // The site gives up after 600 seconds; a clip that comes later is paid for all the same, so it is waited for.
  deadlineSeconds: { value: 3600, provenance: assumed },
  linkLifeSeconds: { value: 86_400, provenance: site("video status") },
  taskRetentionSeconds: { value: 604_800, provenance: assumed },
  failuresAreFree: { value: false, provenance: assumed },
  submitsPerMinute: { value: 300, provenance: site("rate limits") },
  pollsPerMinute: { value: 3000, provenance: site("rate limits") },
  rateHeaders: {
    value: {
      remaining: "x-ratelimit-remaining",
      reset: "x-ratelimit-reset",
      category: { header: "x-ratelimit-category", submit: "async_submit", poll: "async_query" },
    },
    provenance: site("rate limits"),
  },
  maxBodyBytes: { value: 67_108_864, provenance: assumed },
  errors: [
    {
      occasion: "invalid_request",
      httpStatus: 400,
      code: "invalid_request",
      message: "The request is not valid.",
      provenance: site("video status"),
    },
    {
      occasion: "malformed_json",
      httpStatus: 400,
      code: "invalid_request",
      type: "invalid_request_error",
      message: "The request body is not valid JSON.",
      provenance: assumed,
    },
    {
      occasion: "too_large",
      httpStatus: 413,
      code: "invalid_request",
      type: "invalid_request_error",
      message: "The request body is too large.",
      provenance: assumed,
    },
    {
      occasion: "bad_key",
      httpStatus: 401,
      code: 401,
      type: "authentication_error",
      message: "The API key is not valid.",
      provenance: site("video status"),
    },
    {
      occasion: "no_key",
      httpStatus: 401,
      code: 401,
      type: "authentication_error",
      message: "The API key is missing.",
      provenance: site("video status"),
    },
    {
      occasion: "unknown_model",
      httpStatus: 400,
      code: "invalid_request",
      type: "invalid_request_error",
      message: "The model is not known.",
      provenance: assumed,
    },
    {
      occasion: "unknown_task",
      httpStatus: 404,
      code: 404,
      type: "not_found_error",
      message: "The task was not found.",
      provenance: site("video status"),
    },
    {
      occasion: "unknown_path",
      httpStatus: 404,
      code: 404,
      type: "not_found_error",
      message: "The path was not found.",
      provenance: assumed,
    },
    {
      occasion: "no_balance",
      httpStatus: 402,
      code: "insufficient_quota",
      message: "The balance is used up.",
      provenance: site("video status"),
    },
    {
      occasion: "forbidden",
      httpStatus: 403,
      code: "forbidden",
      type: "permission_error",
      message: "You have no access to this resource.",
      provenance: assumed,
    },
    {
      occasion: "content_policy",
      httpStatus: 422,
      code: "content_policy_violation",
      message: "The content is against the policy.",
      provenance: site("video status"),
    },
    {
      occasion: "rate_limited",
      httpStatus: 429,
      code: "rate_limit_exceeded",
      message: "The requests of this minute are used up.",
      provenance: site("rate limits"),
    },
    {
      occasion: "server_error",
      httpStatus: 500,
      code: "internal_error",
      message: "The service ran into an internal error.",
      provenance: site("video status"),
    },
    {
      occasion: "overloaded",
      httpStatus: 503,
      code: "rate_limit_unavailable",
      message: "The rate limiter is not available. Try again later.",
      provenance: site("rate limits"),
    },
  ],
  notCreated: [],
  lookup: { value: { by: "clientId", field: "client_business_id" }, provenance: site("video status") },
  webhook: { value: { requestField: "callback_url", onEveryStatus: false }, provenance: site("webhooks") },
  webhookSignature: {
    value: {
      headers: {
        id: "x-toapis-webhook-id",
        timestamp: "x-toapis-webhook-timestamp",
        signature: "x-toapis-webhook-signature",
      },
      prefix: "v1=",
      toleranceSeconds: 300,
      secretEnv: "TOAPIS_WEBHOOK_SECRET",
    },
    provenance: site("webhooks"),
  },
  taskFailures,
  // The document shows task_; the page on polls shows video_ as well.
  taskIdPattern: { value: "^(task|video)_", provenance: site("video status") },
  prices: [],
};
