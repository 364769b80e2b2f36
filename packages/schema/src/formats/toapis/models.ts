import type { MediaForm, ModelFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";

const documented: Provenance = { grade: "documented", source: "seed 001" };
const page2: Provenance = { grade: "documented", source: "ToAPIs: Seedance 2" };
const page25: Provenance = { grade: "documented", source: "ToAPIs: Seedance 2.5" };
const upstream: Provenance = { grade: "public", source: "Ark: create task" };

const fixedRatios = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"] as const;
const anyForm: readonly MediaForm[] = ["url", "data", "asset"];
const small = ["480p", "720p"] as const;

/** The model of the seed document. */
export const seedModels: readonly ModelFacts[] = [
  {
    id: "doubao-seedance-1-5-pro",
    provenance: documented,
    duration: { value: { min: 4, max: 12, integer: true }, provenance: documented },
    resolutions: { value: ["480p", "720p", "1080p"], provenance: documented },
    ratios: { value: fixedRatios, provenance: documented },
    roles: {
      first_frame: { forms: ["url"], max: 1, provenance: documented },
      last_frame: { forms: ["url"], max: 1, provenance: documented },
    },
    audio: { value: true, provenance: documented },
    seed: {
      value: { min: -1, max: 4_294_967_295 },
      provenance: { grade: "public", source: "ToAPIs: Seedance 1.5" },
    },
    cameraFixed: { value: true, provenance: { grade: "public", source: "ToAPIs: Seedance 1.5" } },
    aliases: ["doubao-seedance-1-5-pro-251215"],
  },
];

/** Where the page leaves a number to the channel that serves the request, it is the upstream's. */
function seedance2(id: string, resolutions: readonly string[], counts: Provenance): ModelFacts {
  return {
    id,
    provenance: page2,
    duration: { value: { min: 4, max: 15, integer: true }, provenance: page2 },
    resolutions: { value: resolutions, provenance: page2 },
    ratios: { value: [...fixedRatios, "adaptive"], provenance: page2 },
    roles: {
      first_frame: { forms: anyForm, max: 1, provenance: page2 },
      last_frame: { forms: anyForm, max: 1, provenance: page2 },
      reference_image: { forms: anyForm, max: 9, provenance: page2 },
      reference_video: { forms: ["url", "asset"], max: 3, provenance: counts },
      reference_audio: { forms: anyForm, max: 3, provenance: counts },
    },
    audio: { value: true, provenance: page2 },
    returnLastFrame: { value: true, provenance: page2 },
    seed: { value: { min: -1, max: 4_294_967_295 }, provenance: upstream },
    webSearch: { value: true, provenance: page2 },
    ...(id === "seedance-2-mini" ? {} : { autoDuration: { value: true, provenance: page2 } }),
  };
}

/** The models of 2026-08. */
export const models: readonly ModelFacts[] = [
  ...seedModels,
  seedance2("seedance-2", ["480p", "720p", "1080p", "4k"], upstream),
  seedance2("seedance-2-fast", small, upstream),
  seedance2("seedance-2-mini", small, page2),
  {
    id: "seedance-2-5",
    provenance: page25,
    duration: { value: { min: 4, max: 30, integer: true }, provenance: page25 },
    resolutions: { value: small, provenance: page25 },
    ratios: { value: [...fixedRatios, "adaptive"], provenance: page25 },
    roles: {
      first_frame: { forms: ["url"], max: 1, provenance: page25 },
      last_frame: { forms: ["url"], max: 1, provenance: page25 },
      reference_image: { forms: ["url"], max: 30, provenance: page25 },
      reference_video: { forms: ["url"], max: 10, provenance: page25 },
      reference_audio: { forms: ["url"], max: 10, provenance: page25 },
    },
    audio: { value: true, provenance: page25 },
    returnLastFrame: { value: true, provenance: page25 },
    autoDuration: { value: true, provenance: page25 },
    soundAlone: { value: true, provenance: page25 },
    referencesInAll: { value: 50, provenance: page25 },
    frameRatios: { value: ["adaptive"], provenance: page25 },
    outputFormats: { value: ["mp4", "mov"], provenance: page25 },
    operations: { value: ["generate", "edit", "extend"], provenance: page25 },
    webSearch: { value: true, provenance: page25 },
    aliases: ["doubao-seedance-2-5-260628"],
  },
];
