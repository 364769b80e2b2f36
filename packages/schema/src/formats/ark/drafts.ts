import type { ModelFacts } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";

/** A guide of 2026-10 to the drafts of Seedance 2.5, whose pages of August did not have them yet. */
export const draftGuide: Provenance = { grade: "public", source: "APIYI: Seedance drafts" };
const walkthrough: Provenance = { grade: "public", source: "Oxen: Seedance 2.5 drafts" };

/**
 * Drafts of Seedance 2.5: at 480p, then once more at 1080p, each billed for itself. No source speaks of a cheaper rate for the draft or
 * of its last frame, so it counts with all its tokens, and its last frame is not asked for.
 */
export const drafts: Pick<ModelFacts, "draft" | "draftTerms" | "draftOf" | "draftReuses" | "draftLifeSeconds"> = {
  draft: { value: true, provenance: draftGuide },
  draftTerms: {
    value: {
      resolution: "480p",
      returnLastFrame: false,
      serviceTiers: [],
      finalResolutions: ["1080p"],
      tokenFactor: { silent: 1, withAudio: 1 },
    },
    provenance: draftGuide,
  },
  draftOf: { value: true, provenance: draftGuide },
  draftReuses: {
    value: ["model", "prompt", "references", "duration", "ratio", "audio", "seed"],
    provenance: walkthrough,
  },
  draftLifeSeconds: { value: 604_800, provenance: draftGuide },
};
