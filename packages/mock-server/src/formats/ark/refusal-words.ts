import { optionalText } from "../../shapes/read-fields.ts";
import type { FormatFacts, JsonObject } from "@shotlist/schema";
import { contentEntries } from "../../shapes/content-request.ts";

/** What Ark says of a field that a model does not take: it names the field, the model and the kind of task. */
export function refusalWords(rule: string, body: JsonObject, facts: FormatFacts): Words | undefined {
  const cell = facts.cells?.find(({ refused }) => refused.some((refusal) => refusal.rule === rule));
  if (cell === undefined) return undefined;
  const model = familyOf(optionalText(body["model"]) ?? "");
  const isMedium = cell.field.startsWith("content[");
  const field = isMedium ? "content" : cell.field;
  const task = taskTypeOf(body);
  if (isMedium) return { message: `the task type ${task} is not supported for model ${model}`, field };
  const message =
    cell.refusedFor === "value"
      ? `the parameter ${field} is not valid for model ${model} in ${task}`
      : `the parameter ${field} is not supported for model ${model} in ${task} and must be empty`;
  return { message, field };
}

interface Words {
  readonly message: string;
  readonly field: string;
}

/** `doubao-seedance-1-0-pro-250528` as answers call it: `seedance-1-0-pro`. */
function familyOf(model: string): string {
  return model.replace(/^(?:doubao|dreamina)-/, "").replace(/-\d{6}$/, "");
}

/** The kind of task that the media of a request make it. */
function taskTypeOf(body: JsonObject): "t2v" | "i2v" | "flf2v" | "r2v" {
  const entries = contentEntries(body["content"]);
  const roles = new Set(entries.map(({ role }) => role));
  if (roles.has("last_frame")) return "flf2v";
  if (entries.some(({ role }) => typeof role === "string" && role.startsWith("reference_"))) return "r2v";
  return entries.some(({ type }) => type === "image_url") ? "i2v" : "t2v";
}
