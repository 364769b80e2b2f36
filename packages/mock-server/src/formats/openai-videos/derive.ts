import type { JsonObject } from "@shotlist/schema";
import { optionalText } from "../../shapes/read-fields.ts";
import type { RequestedClip } from "../../vendor/requested-clip.ts";
import type { DerivingCall, RequestFault, SourceClip } from "../../vendor/vendor.ts";
import { readRequest } from "./read-request.ts";

const extensions: ReadonlySet<string> = new Set(["4", "8", "12", "16", "20"]);

/** A remix says which video it is of; an extension is as long as both parts together; a file counts as a usual clip. */
export function derive(
  call: DerivingCall,
  body: JsonObject,
  { taskId, requested }: SourceClip,
): RequestedClip | RequestFault {
  const prompt = optionalText(body["prompt"]);
  if (prompt === undefined || prompt === "") return invalid("prompt", "prompt is required");
  const source = requested ?? readRequest({});
  const added = call === "extend" ? optionalText(body["seconds"]) : "0";
  if (added === undefined || (call === "extend" && !extensions.has(added))) {
    return invalid("seconds", `seconds must be one of ${[...extensions].join(", ")}`);
  }
  return {
    ...source,
    prompt,
    seconds: source.seconds + Number(added),
    videoInput: true,
    mediaInput: true,
    echo: call === "remix" ? { remixed_from_video_id: taskId ?? null } : {},
  };
}

function invalid(field: string, message: string): RequestFault {
  return { occasion: "invalid_request", field, message };
}
