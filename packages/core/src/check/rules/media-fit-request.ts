import { mediaFormOf } from "../../formats/media-form.ts";
import { fine, type Finding, type Rule, type Subject } from "./rule.ts";

/** Bytes in a request past which vendors advise a URL. */
const largeBytes = 10 * 1024 * 1024;

/** Media that travel inside the request leave it small enough, and together last no longer than the model takes. */
export const mediaFitRequest: Rule = (subject) => {
  const { references } = subject.intent;
  if (references.length === 0) return fine;
  return [...sizes(subject), ...lengths(subject)];
};

function* sizes({ intent, facts, model, provider }: Subject): Generator<Finding> {
  let total = 0;
  for (const [index, reference] of intent.references.entries()) {
    const { media } = reference;
    const form = mediaFormOf(reference, { model: model.id, facts });
    if (form !== "data" && form !== "base64") continue;
    const bytes = media.from === "file" ? media.bytes : media.from === "data" ? (media.uri.length * 3) / 4 : 0;
    total += Math.ceil(bytes / 3) * 4;
    if (bytes < largeBytes) continue;
    const message = `This file goes into the request as ${megabytes(bytes)} of Base64`;
    yield { code: "large-base64", field: `reference ${index}`, message, instead: "give it by URL" };
  }
  const limit = facts.maxBodyBytes;
  if (total <= limit.value) return;
  const message = `${provider} takes requests of ${megabytes(limit.value)}; the media of this shot alone make ${megabytes(total)}`;
  yield {
    code: "body-too-large",
    field: "reference 0",
    message,
    instead: "give the largest by URL",
    provenance: limit.provenance,
  };
}

function* lengths({ intent, model, provider, knownSeconds }: Subject): Generator<Finding> {
  for (const role of ["reference_video", "reference_audio"] as const) {
    const roleFacts = model.roles[role];
    if (roleFacts?.maxTotalSeconds === undefined) continue;
    let total = 0;
    let at = -1;
    for (const [index, { role: own, media }] of intent.references.entries()) {
      if (own !== role || media.from !== "file") continue;
      total += knownSeconds.get(media.sha256) ?? 0;
      at = index;
    }
    if (total <= roleFacts.maxTotalSeconds) continue;
    const what = role === "reference_video" ? "reference videos" : "reference audios";
    const message = `${provider} takes ${roleFacts.maxTotalSeconds} seconds of ${what} in total; these have ${total.toFixed(1)}`;
    yield {
      code: "media-too-long",
      field: `reference ${at}`,
      message,
      instead: "shorten them",
      provenance: roleFacts.provenance,
    };
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
