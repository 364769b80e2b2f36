import type { ModelFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";

const documented: Provenance = { grade: "documented", source: "seed 000" };
const table: Provenance = { grade: "documented", source: "GogogoToken: video models" };
const site = (page: string): Provenance => ({ grade: "public", source: `GogogoToken: ${page}` });
const relay = (part: string): Provenance => ({ grade: "public", source: `new-api: ${part}` });
const upstream = (page: string): Provenance => ({ grade: "public", source: `Ark: ${page}` });

/** What the models of Seedance 2.0 have in common. */
const shared: Omit<ModelFacts, "id" | "resolutions" | "aliases"> = {
  provenance: documented,
  duration: { value: { min: 4, max: 15, integer: true }, provenance: upstream("create task") },
  ratios: { value: ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"], provenance: upstream("create task") },
  roles: {
    // Base64 went into fields that later editions lack, where it is ignored and billed: only what every edition takes is offered.
    first_frame: { forms: ["url", "asset"], max: 1, provenance: documented },
    last_frame: { forms: ["url", "asset"], max: 1, provenance: documented },
    // The site names the roles; how many of each is upstream's limit.
    reference_image: { forms: ["url", "asset"], max: 9, provenance: upstream("create task") },
    reference_video: { forms: ["url", "asset"], max: 3, maxTotalSeconds: 15, provenance: upstream("create task") },
    reference_audio: { forms: ["url", "asset"], max: 3, maxTotalSeconds: 15, provenance: upstream("create task") },
  },
  audio: { value: true, provenance: site("video generations") },
  seed: { value: { min: -1, max: 4_294_967_295 }, provenance: upstream("create task") },
  watermark: { value: true, provenance: relay("Doubao adaptor") },
  returnLastFrame: { value: true, provenance: site("video generations") },
  serviceTiers: { value: ["default"], provenance: upstream("create task") },
  expiresAfter: { value: { min: 3600, max: 259_200 }, provenance: upstream("create task") },
};

const full = { id: "doubao-seedance-2-0", aliases: ["doubao-seedance-2-0-260128"] } as const;
const fast = { id: "doubao-seedance-2-0-fast", aliases: ["doubao-seedance-2-0-fast-260128"] } as const;
const mini = { id: "doubao-seedance-2-0-mini", aliases: ["doubao-seedance-2-0-mini-260615"] } as const;

/** The models of the seed document. */
export const seedModels: readonly ModelFacts[] = [
  { ...shared, ...full, resolutions: { value: ["480p", "720p", "1080p"], provenance: documented } },
  { ...shared, ...fast, resolutions: { value: ["480p", "720p"], provenance: site("video generations") } },
];

const today = { ...shared, provenance: table } as const;

/** The models of 2026-07: a mini form, and 4k on the full one. */
export const models: readonly ModelFacts[] = [
  { ...today, ...full, resolutions: { value: ["480p", "720p", "1080p", "4k"], provenance: table } },
  { ...today, ...fast, resolutions: { value: ["480p", "720p"], provenance: table } },
  { ...today, ...mini, resolutions: { value: ["480p", "720p"], provenance: table } },
];

const later: Provenance = { grade: "documented", source: "GogogoToken: Seedance 2.5" };
const list25: Provenance = { grade: "documented", source: "GogogoToken: Seedance 2.5 models" };
const chosen = { autoDuration: { value: true, provenance: list25 } } as const;

/** The mini form, of which the later table says that it takes no video. */
function withoutVideo({ roles: { reference_video: _video, ...roles }, ...model }: ModelFacts): ModelFacts {
  return { ...model, roles };
}

/** The models of 2026-11: Seedance 2.5, and lengths that the model chooses. */
export const modelsLater: readonly ModelFacts[] = [
  ...models.map((model) => ({ ...(model.id === mini.id ? withoutVideo(model) : model), ...chosen })),
  {
    ...shared,
    ...chosen,
    id: "doubao-seedance-2-5",
    provenance: list25,
    duration: { value: { min: 4, max: 30, integer: true }, provenance: list25 },
    resolutions: { value: ["480p", "720p"], provenance: list25 },
    ratios: { value: [...shared.ratios.value, "adaptive"], provenance: later },
    frameRatios: { value: ["adaptive"], provenance: list25 },
    roles: {
      first_frame: { forms: ["url", "asset"], max: 1, provenance: later },
      last_frame: { forms: ["url", "asset"], max: 1, provenance: later },
      reference_image: { forms: ["url", "asset"], max: 30, provenance: later },
      reference_video: { forms: ["url", "asset"], max: 10, provenance: later },
      reference_audio: { forms: ["url", "asset"], max: 10, provenance: later },
    },
    referencesInAll: { value: 50, provenance: later },
    outputFormats: { value: ["mp4", "mov"], provenance: later },
    aliases: ["doubao-seedance-2-5-260628"],
  },
];
