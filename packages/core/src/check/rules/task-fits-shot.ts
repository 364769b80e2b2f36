import { autoDuration, changesVideo } from "../../model/clip-length.ts";
import { fine, type Finding, type Rule } from "./rule.ts";

/**
 * Editing and extending start from a video whose shape stays; a longer clip needs its length, and an edited one keeps the
 * video's. A vendor accepts a wrong mix first and fails the task later, once it is queued and counted: never a warning.
 */
export const taskFitsShot: Rule = ({ asked, provider }) => {
  const { task, ratio, duration, references } = asked;
  if (!changesVideo(task)) return fine;
  const findings: Finding[] = [];
  if (!references.some(({ role }) => role === "reference_video")) {
    const message = `${provider} needs a reference video for \`task: ${task}\``;
    findings.push({ code: "task-without-video", field: "task", message, instead: "add `references.videos`" });
  }
  if (ratio !== "adaptive") {
    const message = `${provider} accepts only \`ratio: adaptive\` with \`task: ${task}\`; this shot asks for ${ratio ?? "none"}`;
    findings.push({ code: "ratio-unsupported", field: "ratio", message, instead: "ratio: adaptive" });
  }
  if (task === "extend" && duration === autoDuration) {
    const message = `${provider} needs a duration with \`task: extend\``;
    findings.push({ code: "duration-unsupported", field: "duration", message, instead: "duration: 5" });
  }
  if (task === "edit" && duration !== autoDuration) {
    const message = `${provider} accepts only \`duration: auto\` with \`task: edit\`: the clip is as long as its video`;
    findings.push({ code: "duration-unsupported", field: "duration", message, instead: "duration: auto" });
  }
  return findings;
};
