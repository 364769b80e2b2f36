import { type MessageError, validateMessage } from "@shotlist/schema";
import { codecFor } from "../formats/codec-for.ts";
import type { JsonValue } from "../plan/json.ts";
import type { Bindings } from "../formats/codec.ts";
import type { Reference } from "../plan/plan.ts";
import { mediaFormOf } from "../formats/media-form.ts";
import { cellOf } from "../resolve/context.ts";
import { isFieldName } from "../resolve/shot-fields.ts";
import { type CheckInput, spanOf } from "./check-take.ts";

/** Holds a compiled body against the format's schema: refused rules are errors, advice is a warning. */
export function checkRequest(input: CheckInput): void {
  const { intent, provider } = input;
  const { format } = provider.resolved;
  const media = (reference: Reference): JsonValue => standIn(reference, input);
  const draft: Pick<Bindings, "draftTaskId"> =
    intent.draftOf === undefined || "task" in intent.draftOf ? {} : { draftTaskId: "task-of-the-draft" };
  const request = codecFor(format).encodeSubmit(intent, { media, ...draft });
  const verdict = validateMessage(format, "submit.request", request.body);
  if (!verdict.ok) for (const error of verdict.errors) reportBroken(error, "request-invalid", input);
  for (const advice of verdict.advice) reportBroken(advice, "request-advice", input);
}

function reportBroken(error: MessageError, code: "request-invalid" | "request-advice", input: CheckInput): void {
  const { context, provider, intent, shot } = input;
  const pointer = error.path === "" ? "the body" : error.path;
  const field = fieldOf(error, input);
  const source = error.provenance.source === undefined ? "" : ` (${error.provenance.source})`;
  const extra = intent.extra === undefined ? "" : " `extra` is merged into the body as it is.";
  context.report({
    code,
    at: field === undefined ? (shot.node.entries.get("id")?.value ?? shot.node) : spanOf(field, input),
    message: `${provider.resolved.name} says of ${pointer}: ${error.message}${source}`,
    help: `The rule is ${error.rule}; see the request with \`shotlist plan --requests\`.${extra}`,
    ...cellOf(context),
  });
}

const wireNames: ReadonlyMap<string, string> = new Map([
  ["seconds", "duration"],
  ["aspect_ratio", "ratio"],
  ["size", "resolution"],
  ["generate_audio", "audio"],
  ["return_last_frame", "returnLastFrame"],
  ["service_tier", "serviceTier"],
  ["execution_expires_after", "expiresAfter"],
  ["text", "prompt"],
]);

/** The authored field that a place of the body most likely comes from. */
function fieldOf({ path }: MessageError, { intent, shot, references }: CheckInput): string | undefined {
  const steps = path.split("/").slice(1);
  const [first = ""] = steps;
  if (intent.extra !== undefined && Object.hasOwn(intent.extra, first)) return "extra";
  for (const step of steps.toReversed()) {
    const name = wireNames.get(step) ?? step;
    if (isFieldName(name) && shot.fields.has(name)) return name;
  }
  return references.length > 0 && steps.length > 0 ? "reference 0" : undefined;
}

/** What a medium will look like on the wire, where that exists only at submit. */
function standIn(reference: Reference, { intent, provider }: CheckInput): JsonValue {
  const { media, kind } = reference;
  if (media.from === "url") return media.url;
  if (media.from === "asset") return `asset://${media.id}`;
  const form = mediaFormOf(reference, { model: intent.model, facts: provider.facts });
  if (form === "base64") return "AAAA";
  if (form === "data") return `data:${media.from === "file" ? media.mediaType : standInTypes[kind]};base64,AAAA`;
  return media.from === "file" && media.url !== undefined ? media.url : `https://example.com/${kind}`;
}

const standInTypes = { image: "image/png", video: "video/mp4", audio: "audio/mpeg" } as const;
