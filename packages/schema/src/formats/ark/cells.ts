import type { CellFact } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { draftGuide } from "./drafts.ts";

const live: Provenance = { grade: "observed", source: "TanStack AI: Ark probes" };
const pages25: Provenance = { grade: "public", source: "TanStack AI: Ark probes" };
const page: Provenance = { grade: "documented", source: "Ark: create task" };

const v25 = ["doubao-seedance-2-5-260628"] as const;
const flagship = "doubao-seedance-2-0-260128";
const v20 = [flagship, "doubao-seedance-2-0-fast-260128", "doubao-seedance-2-0-mini-260615"] as const;
const v15 = ["doubao-seedance-1-5-pro-251215"] as const;
const pro10 = "doubao-seedance-1-0-pro-250528";
const proFast10 = "doubao-seedance-1-0-pro-fast-251015";
const v10 = [pro10, proFast10] as const;

/**
 * Models against fields: each cell of 1.x and 2.0 was tried live on 2026-07-31. Of 2.5, what the probes call refused is held like the rest; what it
 * takes is from its pages of 2026-08-19, its drafts from a guide of 2026-10-25.
 */
export const cells: readonly CellFact[] = [
  {
    field: "seed",
    sample: 7,
    accepted: [
      { models: v25, provenance: pages25 },
      { models: [...v20, ...v15, ...v10], provenance: live },
    ],
    refused: [],
  },
  {
    field: "service_tier",
    sample: "flex",
    accepted: [{ models: [...v15, ...v10], provenance: live }],
    refused: [
      { models: v20, rule: "service-tier-not-on-seedance-2-0", provenance: live },
      { models: v25, rule: "service-tier-not-on-seedance-2-5", provenance: live },
    ],
  },
  {
    field: "draft",
    sample: true,
    accepted: [
      { models: v25, provenance: draftGuide },
      { models: v15, provenance: live },
    ],
    refused: [{ models: [...v20, ...v10], rule: "draft-on-seedance-1-5", provenance: live }],
  },
  {
    field: "priority",
    sample: 1,
    accepted: [
      { models: v25, provenance: pages25 },
      { models: v20, provenance: live },
    ],
    refused: [{ models: v15, rule: "priority-on-seedance-2", provenance: live }],
  },
  {
    field: "camera_fixed",
    sample: true,
    accepted: [{ models: [...v15, ...v10], provenance: live }],
    refused: [
      { models: v20, rule: "camera-fixed-not-on-seedance-2", provenance: live },
      { models: v25, rule: "camera-fixed-not-on-seedance-2-5", provenance: live },
    ],
  },
  {
    field: "frames",
    sample: 57,
    accepted: [{ models: v10, provenance: live }],
    refused: [
      { models: [...v20, ...v15], rule: "frames-on-seedance-1-0", provenance: page },
      { models: v25, rule: "frames-not-on-seedance-2-5", provenance: live },
    ],
  },
  {
    field: "resolution",
    sample: "4K",
    refusedFor: "value",
    accepted: [{ models: [flagship], provenance: live }],
    refused: [
      { models: [...v15, ...v10], rule: "4k-on-seedance-2", provenance: page },
      { models: ["doubao-seedance-2-0-fast-260128"], rule: "fast-model-resolution", provenance: page },
      { models: ["doubao-seedance-2-0-mini-260615"], rule: "mini-model-resolution", provenance: live },
      { models: v25, rule: "4k-not-on-seedance-2-5", provenance: live },
    ],
  },
  {
    field: "resolution",
    sample: "1080P",
    accepted: [
      { models: v25, provenance: pages25 },
      { models: [flagship, ...v15, ...v10], provenance: live },
    ],
    refused: [],
  },
  {
    field: "return_last_frame",
    sample: true,
    accepted: [
      { models: v25, provenance: pages25 },
      { models: [...v20, ...v15, ...v10], provenance: live },
    ],
    refused: [],
  },
  {
    field: "execution_expires_after",
    sample: 60,
    refusedFor: "value",
    accepted: [{ models: v20, provenance: live }],
    refused: [{ models: [...v15, ...v10], rule: "expiry-of-seedance-1", provenance: live }],
  },
  {
    field: "duration",
    sample: -1,
    refusedFor: "value",
    accepted: [
      { models: v25, provenance: pages25 },
      { models: [...v20, ...v15], provenance: live },
    ],
    refused: [{ models: v10, rule: "duration-of-seedance-1-0", provenance: page }],
  },
  {
    field: "content[last_frame]",
    sample: "last_frame",
    accepted: [
      { models: v25, provenance: pages25 },
      { models: [...v20, ...v15, pro10], provenance: live },
    ],
    refused: [{ models: [proFast10], rule: "last-frame-not-on-pro-fast", provenance: live }],
  },
  {
    field: "content[reference_image]",
    sample: "reference_image",
    accepted: [
      { models: v25, provenance: pages25 },
      { models: v20, provenance: live },
    ],
    refused: [{ models: [...v15, ...v10], rule: "references-on-seedance-2", provenance: live }],
  },
  {
    field: "content[reference_audio]",
    sample: "reference_audio",
    accepted: [{ models: v25, provenance: pages25 }],
    refused: [{ models: v20, rule: "audio-needs-picture", provenance: page }],
  },
];
