import type { FormatFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { editions } from "./editions.ts";
import { errors } from "./errors.ts";
import { seedModels } from "./models.ts";
import { seedPrices } from "./prices.ts";
import { sources } from "./sources.ts";
import { taskFailures } from "./task-failures.ts";

const documented: Provenance = { grade: "documented", source: "seed 000" };
const assumed: Provenance = { grade: "assumed" };
const site = (page: string): Provenance => ({ grade: "public", source: `GogogoToken: ${page}` });
const relay = (part: string): Provenance => ({ grade: "public", source: `new-api: ${part}` });
const upstream = (page: string): Provenance => ({ grade: "public", source: `Ark: ${page}` });

/** GogogoToken, a relay built on new-api. */
export const facts: FormatFacts = {
  id: "gogogotoken",
  order: 0,
  title: "GogogoToken",
  document: "seed 000",
  editions,
  sources,
  baseUrl: { value: "https://gogogotoken.com", provenance: documented },
  apiKeyEnv: "GOGOGOTOKEN_API_KEY",
  operations: {
    submit: { method: "POST", path: "/v1/video/generations", provenance: documented },
    poll: { method: "GET", path: "/v1/video/generations/{id}", provenance: site("video tasks") },
    content: { method: "GET", path: "/v1/videos/{id}/content", provenance: site("video tools") },
    models: { method: "GET", path: "/v1/models", provenance: relay("routes") },
  },
  statuses: [
    { word: "QUEUED", canonical: "queued", provenance: site("video tasks") },
    { word: "SUBMITTED", canonical: "queued", provenance: relay("task envelopes") },
    { word: "NOT_START", canonical: "queued", provenance: relay("task envelopes") },
    { word: "IN_PROGRESS", canonical: "running", provenance: site("video tasks") },
    { word: "SUCCESS", canonical: "succeeded", provenance: site("video tasks") },
    { word: "FAILURE", canonical: "failed", provenance: site("video tasks") },
    { word: "UNKNOWN", canonical: "running", provenance: assumed },
    { word: "queued", canonical: "queued", provenance: documented },
    { word: "in_progress", canonical: "running", provenance: site("video tasks") },
    { word: "running", canonical: "running", provenance: site("video tasks, first revision") },
    { word: "completed", canonical: "succeeded", provenance: site("video tasks") },
    { word: "failed", canonical: "failed", provenance: site("video tasks") },
    { word: "unknown", canonical: "running", provenance: assumed },
  ],
  lifecycle: [
    { from: "NOT_START", to: "SUBMITTED", provenance: assumed },
    { from: "SUBMITTED", to: "QUEUED", provenance: assumed },
    { from: "SUBMITTED", to: "IN_PROGRESS", provenance: assumed },
    { from: "QUEUED", to: "IN_PROGRESS", provenance: relay("Doubao adaptor") },
    { from: "IN_PROGRESS", to: "SUCCESS", provenance: relay("Doubao adaptor") },
    { from: "IN_PROGRESS", to: "FAILURE", provenance: relay("Doubao adaptor") },
    { from: "QUEUED", to: "FAILURE", provenance: relay("Doubao adaptor") },
  ],
  models: seedModels,
  openModels: false,
  // The document's own sizes for 16:9 and 9:16; the other shapes have no size here and come out as upstream makes them.
  ratioPixels: {
    value: {
      "480p": {
        "16:9": [854, 480],
        "9:16": [480, 854],
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
  pollEverySeconds: { value: 5, provenance: documented },
  usualSeconds: { value: { min: 30, max: 120 }, provenance: documented },
  deadlineSeconds: { value: 86_400, provenance: relay("task time-out") },
  linkLifeSeconds: { value: 86_400, provenance: site("video tasks") },
  taskRetentionSeconds: { value: 604_800, provenance: assumed },
  failuresAreFree: { value: true, provenance: site("billing") },
  maxBodyBytes: { value: 67_108_864, provenance: assumed },
  errors,
  // The gateway looks for a channel before it hands anything on.
  notCreated: [{ httpStatus: 503, code: "model_not_found", provenance: relay("distributor") }],
  taskFailures,
  emptyAccountCodes: {
    value: ["insufficient_user_quota", "pre_consume_token_quota_failed"],
    provenance: { grade: "public", source: "new-api: errors" },
  },
  taskIdPattern: { value: "^task_", provenance: documented },
  prices: seedPrices,
};
