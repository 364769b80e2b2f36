import { type JsonValue, type MessageError, validateMessage } from "@shotlist/schema";
import { codecFor } from "../formats/codec-for.ts";
import type { Bindings } from "../wire/codec.ts";
import type { Reference } from "../model/media.ts";
import type { ResolvedShot } from "../model/shot.ts";
import { mediaFormOf } from "../wire/media-form.ts";
import { locate } from "../text/located.ts";
import type { Span } from "../text/source.ts";
import { cellOf } from "../resolve/context.ts";
import { type CheckInput, spanOf } from "./check-take.ts";
import { type Encode, fieldFeeding, stepsOf } from "./feeding-field.ts";

/** Holds a compiled body against the format's schema: refused rules are errors, advice is a warning. */
export function checkRequest(input: CheckInput): void {
  const { asked, provider } = input;
  const { format } = provider.resolved;
  const encode = (shot: ResolvedShot, altered?: Reference): JsonValue | undefined => {
    const media = (reference: Reference): JsonValue =>
      reference === altered ? "https://example.com/altered" : standIn(reference, input);
    const draft: Pick<Bindings, "draftTaskId"> =
      shot.draftOf === undefined || "task" in shot.draftOf ? {} : { draftTaskId: "task-of-the-draft" };
    return codecFor(format).encodeSubmit(shot, { media, ...draft }).body;
  };
  const verdict = validateMessage(provider.edition, "submit.request", encode(asked));
  if (!verdict.ok) for (const error of verdict.errors) reportBroken(error, "request-invalid", { input, encode });
  for (const advice of verdict.advice) reportBroken(advice, "request-advice", { input, encode });
}

function reportBroken(
  error: MessageError,
  code: "request-invalid" | "request-advice",
  { input, encode }: { readonly input: CheckInput; readonly encode: Encode },
): void {
  const { context, provider, asked } = input;
  const pointer = error.path === "" ? "the body" : error.path;
  const field = fieldFeeding(error.path, asked, { encode, carried: codecFor(provider.resolved.format).fields });
  const source = error.provenance.source === undefined ? "" : ` (${error.provenance.source})`;
  const extra = field === "extra" ? " `extra` is merged into the body unchanged." : "";
  context.report({
    code,
    at: placeOf(field, error.path, input),
    message: `${provider.resolved.name} ${code === "request-invalid" ? "does not accept" : "advises against"} ${pointer}: ${error.message}${source}`,
    help: `Rule: ${error.rule}. \`shotlist plan --requests\` shows the request.${extra}`,
    ...cellOf(context),
  });
}

/** Where the field was written; within `extra`, which has the body's own keys, the key itself. */
function placeOf(field: string | undefined, path: string, input: CheckInput): Span {
  const { shot } = input;
  const extra = field === "extra" ? shot.fields.get("extra")?.node : undefined;
  if (extra !== undefined) return locate(extra, stepsOf(path));
  return field === undefined ? (shot.node.entries.get("id")?.value ?? shot.node) : spanOf(field, input);
}

/** What a medium will look like on the wire, where that exists only at submit. */
function standIn(reference: Reference, { asked, provider }: CheckInput): JsonValue {
  const { media, kind } = reference;
  if (media.from === "url") return media.url;
  if (media.from === "asset") return `asset://${media.id}`;
  const form = mediaFormOf(reference, { model: asked.model, facts: provider.facts });
  if (form === "base64") return "AAAA";
  if (form === "data") return `data:${media.from === "file" ? media.mediaType : standInTypes[kind]};base64,AAAA`;
  return media.from === "file" && media.url !== undefined && media.upload !== true
    ? media.url
    : `https://example.com/${kind}`;
}

const standInTypes = { image: "image/png", video: "video/mp4", audio: "audio/mpeg" } as const;
