import { type FormatFacts, isJsonObject, type JsonObject, type UploadFact, type UploadRefusal } from "@shotlist/schema";
import type { MountedFormat } from "../formats/mount.ts";
import { isForm, readForm } from "../http/read-form.ts";
import { jsonAnswer, type MockRequest } from "../http/message.ts";
import { fingerprint, lowerAlphanumerics, seededRandom } from "../random/seeded-random.ts";
import { uploadsPath } from "../uploads/uploaded-files.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { refused, type Outcome } from "./outcome.ts";
import { refuse } from "./refuse.ts";

/** Takes a local file and answers with an address of this server, from which it can be fetched as long as it lives. */
export function uploadFile(
  world: MockWorld,
  { facts }: MountedFormat,
  { request, upload }: { readonly request: MockRequest; readonly upload: UploadFact },
): Outcome {
  if (request.bodyTooLarge) return refusedAs(upload.refusals.tooLarge) ?? refused(refuse(facts, "too_large"));
  const file = fileIn(request, upload);
  if (file === undefined) return refused(missing(facts, upload));
  const { mediaType, bytes } = file;
  const { mediaTypes, maxBytes = Infinity, refusals } = upload;
  const message = "The file is refused";
  if (mediaTypes?.includes(mediaType) === false)
    return refusedAs(refusals.mediaType) ?? refused(refuse(facts, "invalid_request", { message }));
  if (bytes.length > maxBytes) return refusedAs(refusals.tooLarge) ?? refused(refuse(facts, "too_large", { message }));
  const print = `upload:${fingerprint(bytes)}`;
  const id = seededRandom(world.seed, print, world.countRequest(print)).text(24, lowerAlphanumerics);
  const name = `${id}.${mediaType.split("/")[1]?.replaceAll(/\W/gu, "") ?? "bin"}`;
  const until = world.clock.now() + upload.lifeSeconds.value * 1000;
  world.uploads.keep(name, { mediaType, bytes, until });
  return { kind: "answered", answer: jsonAnswer(200, answerOf(upload, id, `${request.origin}${uploadsPath}${name}`)) };
}

function fileIn(
  request: MockRequest,
  { field }: UploadFact,
): { readonly mediaType: string; readonly bytes: Uint8Array } | undefined {
  const type = request.header("content-type");
  if (type === undefined || !isForm(type)) return undefined;
  const found = readForm(request.body, type)?.find(({ name }) => name === field);
  return found !== undefined && "file" in found ? found.file : undefined;
}

function missing(facts: FormatFacts, { field }: UploadFact): ReturnType<typeof refuse> {
  return refuse(facts, "invalid_request", { field, message: `${field} must be a file in multipart/form-data` });
}

/** The documented words of a refusal, which need not be in the envelope of other errors. */
function refusedAs(refusal: UploadRefusal | undefined): Outcome | undefined {
  return refusal === undefined ? undefined : { kind: "answered", answer: jsonAnswer(refusal.httpStatus, refusal.body) };
}

function answerOf({ urlAt, idAt, around = {} }: UploadFact, id: string, url: string): JsonObject {
  return put(put(around, urlAt, url), idAt, `upload_${id}`);
}

function put(body: JsonObject, [step = "", ...below]: readonly string[], value: string): JsonObject {
  if (below.length === 0) return { ...body, [step]: value };
  const inner = body[step];
  return { ...body, [step]: put(isJsonObject(inner) ? inner : {}, below, value) };
}
