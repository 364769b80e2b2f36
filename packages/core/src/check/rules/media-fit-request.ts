import { mediaFormOf } from "../../wire/media-form.ts";
import { fine, type Finding, type Rule, type Subject } from "./rule.ts";

/** Bytes in a request past which vendors advise a URL. */
const largeBytes = 10 * 1024 * 1024;

/** Media that travel inside the request leave it small enough, and together last no longer than the model takes. */
export const mediaFitRequest: Rule = (subject) => {
  const { references } = subject.asked;
  if (references.length === 0) return fine;
  return [...sizes(subject), ...lengths(subject)];
};

function* sizes({ asked, facts, model, provider }: Subject): Generator<Finding> {
  let total = 0;
  for (const [index, reference] of asked.references.entries()) {
    const { media } = reference;
    const form = mediaFormOf(reference, { model: model.id, facts });
    if (form !== "data" && form !== "base64") continue;
    const bytes = media.from === "file" ? media.bytes : media.from === "data" ? (media.uri.length * 3) / 4 : 0;
    total += Math.ceil(bytes / 3) * 4;
    if (bytes < largeBytes) continue;
    const message = `This file adds ${megabytes(bytes)} of Base64 to the request`;
    yield { code: "large-base64", field: `reference ${index}`, message, instead: "give it by URL" };
  }
  const limit = facts.maxBodyBytes;
  if (total <= limit.value) return;
  const message = `${provider} accepts requests of at most ${megabytes(limit.value)}; the media of this shot alone are ${megabytes(total)}`;
  yield {
    code: "body-too-large",
    field: "reference 0",
    message,
    instead: "give the largest by URL",
    provenance: limit.provenance,
  };
}

/** What one frame or one block of AAC explains, in seconds a file: encoders end on whole ones. */
const roundingSeconds = 0.05;

function* lengths({ asked, model, provider, knownSeconds }: Subject): Generator<Finding> {
  for (const role of ["reference_video", "reference_audio"] as const) {
    const roleFacts = model.roles[role];
    const limit = roleFacts?.maxTotalSeconds;
    if (roleFacts === undefined || limit === undefined) continue;
    const files = asked.references.flatMap(({ role: own, media }, index) =>
      own === role && media.from === "file"
        ? [{ path: media.path, index, seconds: knownSeconds.get(media.sha256) }]
        : [],
    );
    const at = files.at(-1);
    if (at === undefined) continue;
    const total = files.reduce((sum, { seconds = 0 }) => sum + seconds, 0);
    const field = `reference ${at.index}`;
    const what = role === "reference_video" ? "reference videos" : "reference audios";
    const takes = `${provider} accepts at most ${limit} seconds of ${what} in total`;
    if (total > limit) {
      const isRounding = total - limit <= roundingSeconds * files.length;
      yield {
        code: isRounding ? "media-length-near" : "media-too-long",
        field,
        message: `${takes}; these have ${lengthsOf(files, total, limit)}`,
        instead: "shorten them",
        provenance: roleFacts.provenance,
      };
      continue;
    }
    const unknown = files.filter(({ seconds }) => seconds === undefined).map(({ path }) => path);
    if (unknown.length === 0) continue;
    yield {
      code: "media-length-unknown",
      field,
      message: `${takes}, and the length of ${unknown.join(", ")} cannot be read`,
      instead: "make sure that it fits",
    };
  }
}

/** The sum and its parts, with as many digits as show the difference between the sum and the limit. */
function lengthsOf(
  files: readonly { readonly path: string; readonly seconds: number | undefined }[],
  total: number,
  limit: number,
): string {
  const digits = [1, 2, 3].find((count) => total.toFixed(count) !== limit.toFixed(count)) ?? 3;
  const parts = files.map(({ path, seconds }) => `${path} ${seconds?.toFixed(Math.max(2, digits)) ?? "unknown"}`);
  return `${total.toFixed(digits)}: ${parts.join(", ")}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
