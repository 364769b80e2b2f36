import { isJsonObject, type JsonObject } from "@shotlist/schema";
import type { FindEarlierTask } from "../vendor/vendor.ts";
import type { RequestedClip } from "../vendor/requested-clip.ts";
import { contentEntries } from "./content-request.ts";
import { optionalText } from "./read-fields.ts";

/** The draft that a body asks to be made into a clip: where it is named, and its task id. */
export function draftTaskOf(body: JsonObject): { readonly field: string; readonly taskId: string } | undefined {
  const entries = contentEntries(body["content"]);
  const index = entries.findIndex((entry) => entry["type"] === "draft_task");
  const draft = entries[index]?.["draft_task"];
  const taskId = isJsonObject(draft) ? optionalText(draft["id"]) : undefined;
  return taskId === undefined ? undefined : { field: `content[${index}].draft_task.id`, taskId };
}

/** The body with what the final clip takes over from its draft, where the vendor remembers that. */
export function withDraft(body: JsonObject, earlier: FindEarlierTask): JsonObject {
  const named = draftTaskOf(body);
  const draft = named && earlier(named.taskId);
  if (draft === undefined) return body;
  const { requested, seed } = draft;
  return { ...body, ...reused(requested), seed };
}

function reused({ model, prompt, ratio, audio, seconds }: RequestedClip): JsonObject {
  return { model, content: [{ type: "text", text: prompt }], ratio, generate_audio: audio, duration: seconds };
}
