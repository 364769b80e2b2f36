import type { FormatFacts, ModelFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { sources } from "./sources.ts";
import { uploads } from "./uploads.ts";

const documented: Provenance = { grade: "documented", source: "seed 002" };
const assumed: Provenance = { grade: "assumed" };
const site: Provenance = { grade: "public", source: "RelayDance: API reference" };
const observed: Provenance = { grade: "public", source: "third-party RelayDance client" };
const upstream = (page: string): Provenance => ({ grade: "public", source: `Ark: ${page}` });

const references: ModelFacts["roles"] = {
  first_frame: { forms: ["url"], max: 1, provenance: assumed },
  last_frame: { forms: ["url"], max: 1, provenance: assumed },
  reference_image: { forms: ["url"], max: 9, provenance: documented },
  reference_video: { forms: ["url"], max: 3, provenance: documented },
  reference_audio: { forms: ["url"], max: 3, provenance: documented },
};
const ratios: ModelFacts["ratios"] = { value: ["16:9", "9:16", "1:1"], provenance: documented };

const seedance2 = {
  duration: { value: { min: 4, max: 15, integer: true }, provenance: site },
  ratios,
  roles: references,
  audio: { value: true, provenance: documented },
} as const;
const seedance15 = {
  duration: { value: { min: 4, max: 12, integer: true }, provenance: observed },
  ratios,
  roles: references,
  resolutions: { value: ["480p", "720p", "1080p"], provenance: documented },
} as const;

/** RelayDance. The real service has been seen to answer in other shapes than its page shows. */
export const facts: FormatFacts = {
  id: "relaydance",
  order: 2,
  title: "RelayDance",
  document: "seed 002",
  editions: [{ id: "2026-05", document: "seed 002", provenance: documented }],
  sources,
  baseUrl: { value: "https://relaydance.com", provenance: documented },
  apiKeyEnv: "RELAYDANCE_API_KEY",
  operations: {
    submit: { method: "POST", path: "/v1/video/generations", provenance: documented },
    poll: { method: "GET", path: "/v1/video/generations/{id}", provenance: site },
    models: { method: "GET", path: "/v1/models", provenance: documented },
  },
  statuses: [
    { word: "submitted", canonical: "queued", provenance: documented },
    { word: "running", canonical: "running", provenance: site },
    { word: "succeeded", canonical: "succeeded", provenance: site },
    { word: "failed", canonical: "failed", provenance: site },
    { word: "queued", canonical: "queued", provenance: observed },
    { word: "in_progress", canonical: "running", provenance: observed },
    { word: "completed", canonical: "succeeded", provenance: observed },
    { word: "SUCCESS", canonical: "succeeded", provenance: observed },
    { word: "FAILURE", canonical: "failed", provenance: assumed },
  ],
  lifecycle: [
    { from: "submitted", to: "running", provenance: site },
    { from: "running", to: "succeeded", provenance: site },
    { from: "running", to: "failed", provenance: site },
    { from: "submitted", to: "failed", provenance: assumed },
  ],
  models: [
    {
      ...seedance2,
      id: "doubao-seedance-2-0-1080p",
      provenance: documented,
      resolutions: { value: ["1080p"], provenance: assumed },
      aliases: ["doubao-seedance-2-0-260128"],
    },
    {
      ...seedance2,
      id: "doubao-seedance-2-0-720p",
      provenance: site,
      resolutions: { value: ["720p"], provenance: assumed },
      aliases: ["doubao-seedance-2-0-260128"],
    },
    {
      ...seedance2,
      id: "doubao-seedance-2-0-fast-260128",
      provenance: observed,
      resolutions: { value: ["480p", "720p"], provenance: upstream("create task") },
    },
    {
      ...seedance15,
      id: "seedance-1-5-pro-with-audio",
      provenance: documented,
      audio: { value: true, provenance: assumed },
      // Read from the name: no page says it.
      audioFixed: { value: true, provenance: assumed },
      aliases: ["doubao-seedance-1-5-pro-251215"],
    },
    {
      ...seedance15,
      id: "seedance-1-5-pro-no-audio",
      provenance: site,
      audioFixed: { value: false, provenance: assumed },
      aliases: ["doubao-seedance-1-5-pro-251215"],
    },
  ],
  openModels: true,
  ratioPixels: {
    value: {
      "480p": { "16:9": [864, 496], "9:16": [496, 864], "1:1": [640, 640] },
      "720p": { "16:9": [1280, 720], "9:16": [720, 1280], "1:1": [960, 960] },
      "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920], "1:1": [1440, 1440] },
    },
    provenance: upstream("create task"),
  },
  framesPerSecond: { value: 24, provenance: upstream("get task") },
  pollEverySeconds: { value: 5, provenance: assumed },
  deadlineSeconds: { value: 86_400, provenance: assumed },
  linkLifeSeconds: { value: 86_400, provenance: assumed },
  taskRetentionSeconds: { value: 604_800, provenance: assumed },
  failuresAreFree: { value: true, provenance: documented },
  maxBodyBytes: { value: 67_108_864, provenance: assumed },
  errors: [
    {
      occasion: "invalid_request",
      httpStatus: 400,
      code: "",
      type: "invalid_request_error",
      message: "The request is not valid.",
      provenance: site,
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
      code: "",
      type: "authentication_error",
      message: "The API key is not valid.",
      provenance: site,
    },
    {
      occasion: "no_key",
      httpStatus: 401,
      code: "",
      type: "authentication_error",
      message: "The API key is missing.",
      provenance: site,
    },
    {
      occasion: "unknown_model",
      httpStatus: 404,
      code: "",
      type: "not_found_error",
      message: "The model is not known.",
      provenance: site,
    },
    {
      occasion: "unknown_task",
      httpStatus: 404,
      code: "",
      type: "not_found_error",
      message: "The task is not known.",
      provenance: site,
    },
    {
      occasion: "unknown_path",
      httpStatus: 404,
      code: "not_found",
      type: "not_found_error",
      message: "The path was not found.",
      provenance: assumed,
    },
    {
      occasion: "no_balance",
      httpStatus: 403,
      code: "",
      type: "permission_error",
      message: "The quota is used up.",
      provenance: site,
    },
    {
      occasion: "forbidden",
      httpStatus: 403,
      code: "",
      type: "permission_error",
      message: "This key may not do that.",
      provenance: site,
    },
    {
      occasion: "content_policy",
      httpStatus: 400,
      code: "content_policy_violation",
      type: "invalid_request_error",
      message: "The content is against the policy.",
      provenance: assumed,
    },
    {
      occasion: "rate_limited",
      httpStatus: 429,
      code: "",
      type: "rate_limit_error",
      message: "Too many requests with this key.",
      provenance: site,
    },
    {
      occasion: "server_error",
      httpStatus: 500,
      code: "",
      type: "server_error",
      message: "The service ran into an internal error.",
      provenance: site,
    },
    {
      occasion: "overloaded",
      httpStatus: 503,
      code: "",
      type: "server_error",
      message: "The service is overloaded. Try again later.",
      provenance: site,
    },
  ],
  notCreated: [],
  webhook: { value: { requestField: "metadata.callback_url", onEveryStatus: false }, provenance: documented },
  taskFailures: [
    {
      message: "The prompt was refused.",
      provenance: assumed,
    },
  ],
  taskIdPattern: { value: "^task_", provenance: documented },
  uploads,
  prices: [],
};
