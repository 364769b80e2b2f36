import type { Role } from "@shotlist/schema";
import { fine, type Finding, type Rule } from "./rule.ts";

const frames: ReadonlySet<Role> = new Set(["first_frame", "last_frame"]);

/**
 * A clip begins from frames or draws on references, never both; a last frame needs a first; a sound needs a picture. The
 * vendors share one model family, and it refuses these mixes wherever a relay lets them through.
 */
export const modesExclude: Rule = ({ asked: { references }, model }) => {
  if (references.length === 0) return fine;
  const findings: Finding[] = [];
  const at = (role: Role): string => `reference ${references.findIndex((reference) => reference.role === role)}`;
  const roles = new Set(references.map(({ role }) => role));
  const reference = references.find(({ role }) => !frames.has(role));
  if (reference !== undefined && (roles.has("first_frame") || roles.has("last_frame"))) {
    findings.push({
      code: "modes-mixed",
      field: at(reference.role),
      message: "A shot can have frames or references, not both",
      instead: "move the frame into `references.images` and write it in the prompt as ${{ ref.images[1] }}",
    });
  }
  if (roles.has("last_frame") && !roles.has("first_frame")) {
    const instead = "add `firstFrame`";
    findings.push({
      code: "last-frame-alone",
      field: at("last_frame"),
      message: "A last frame needs a first frame",
      instead,
    });
  }
  if (roles.has("reference_audio") && roles.size === 1 && model.soundAlone?.value !== true) {
    const message = "A reference audio also needs an image or a video";
    findings.push({ code: "audio-alone", field: at("reference_audio"), message, instead: "add `references.images`" });
  }
  return findings;
};
