import { contentListQuery } from "../../contract/content-list-query.ts";
import type { FormatFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { byteplus } from "./byteplus.ts";
import { editions } from "./editions.ts";
import { errors } from "./errors.ts";
import { models, ratioPixels } from "./models.ts";
import { prices } from "./prices.ts";
import { sources } from "./sources.ts";
import { taskFailures } from "./task-failures.ts";

const page = (name: string): Provenance => ({ grade: "documented", source: `Ark: ${name}` });
const create = page("create task");
const assumed: Provenance = { grade: "assumed" };

/** Volcengine's and BytePlus' own API, the upstream of the relays. */
export const facts: FormatFacts = {
  id: "ark",
  order: 6,
  title: "Ark",
  document: "Ark: create task",
  editions,
  sites: [byteplus],
  sources,
  baseUrl: { value: "https://ark.cn-beijing.volces.com", provenance: create },
  apiKeyEnv: "ARK_API_KEY",
  operations: {
    submit: { method: "POST", path: "/api/v3/contents/generations/tasks", provenance: create },
    poll: { method: "GET", path: "/api/v3/contents/generations/tasks/{id}", provenance: page("get task") },
    list: { method: "GET", path: "/api/v3/contents/generations/tasks", provenance: page("list tasks") },
    cancel: { method: "DELETE", path: "/api/v3/contents/generations/tasks/{id}", provenance: page("delete task") },
  },
  listQuery: { value: contentListQuery, provenance: page("list tasks") },
  statuses: [
    { word: "queued", canonical: "queued", provenance: page("get task") },
    { word: "running", canonical: "running", provenance: page("get task") },
    { word: "succeeded", canonical: "succeeded", provenance: page("get task") },
    { word: "failed", canonical: "failed", provenance: page("get task") },
    { word: "expired", canonical: "expired", provenance: page("get task") },
    { word: "cancelled", canonical: "cancelled", provenance: page("get task") },
  ],
  lifecycle: [
    { from: "queued", to: "running", provenance: assumed },
    { from: "running", to: "succeeded", provenance: assumed },
    { from: "running", to: "failed", provenance: assumed },
    { from: "queued", to: "failed", provenance: assumed },
    { from: "queued", to: "expired", provenance: create },
    { from: "running", to: "expired", provenance: create },
    { from: "queued", to: "cancelled", provenance: page("delete task") },
  ],
  models,
  // The id of an endpoint, which each account makes for itself, stands for a model.
  openModels: true,
  ratioPixels: { value: ratioPixels, provenance: create },
  framesPerSecond: { value: 24, provenance: page("get task") },
  pollEverySeconds: { value: 10, provenance: assumed },
  deadlineSeconds: { value: 172_800, provenance: create },
  linkLifeSeconds: { value: 86_400, provenance: page("get task") },
  taskRetentionSeconds: { value: 604_800, provenance: create },
  cancelledRetentionSeconds: { value: 86_400, provenance: page("delete task") },
  failuresAreFree: { value: true, provenance: page("prices") },
  // The limits of a personal account and Seedance 2.0; 600 a minute and 10 at once for a company, and for the older models.
  submitsPerMinute: { value: 180, provenance: page("limits") },
  pollsPerMinute: { value: 1200, provenance: page("limits") },
  concurrency: { value: 3, provenance: page("limits") },
  maxBodyBytes: { value: 67_108_864, provenance: create },
  errors,
  notCreated: [],
  lookup: { value: { by: "list" }, provenance: page("list tasks") },
  webhook: { value: { requestField: "callback_url", onEveryStatus: true }, provenance: create },
  taskFailures,
  emptyAccountCodes: {
    value: ["SetLimitExceeded", "QuotaExceeded", "AccountOverdueError"],
    provenance: page("error codes"),
  },
  taskIdPattern: { value: "^cgt-", provenance: create },
  prices,
};
