import type { FormatFacts, JsonObject } from "@shotlist/schema";
import { readContentRequest } from "../../shapes/content-request.ts";
import { draftTaskOf, withDraft } from "../../shapes/draft-task.ts";
import { modelFactsOf } from "@shotlist/schema";
import type { RequestedClip } from "../../vendor/requested-clip.ts";
import type { FindEarlierTask } from "../../vendor/vendor.ts";

/** The shape that a clip gets where the service chooses. */
const chosenRatio = "16:9";

/** Reads a body by the terms of its model: sizes, defaults, and what a draft is held to. */
export function readRequest(body: JsonObject, facts: FormatFacts, earlier: FindEarlierTask): RequestedClip {
  const whole = withDraft(body, earlier);
  const model = modelFactsOf(whole["model"], facts);
  const terms = whole["draft"] === true ? model?.draftTerms?.value : undefined;
  const sizes = model?.ratioPixels ?? facts.ratioPixels;
  const requested = readContentRequest(
    {
      ...whole,
      ...(whole["ratio"] === "adaptive" && { ratio: chosenRatio }),
      ...(terms !== undefined && { resolution: terms.resolution, return_last_frame: terms.returnLastFrame }),
    },
    { ...facts, ...(sizes !== undefined && { ratioPixels: sizes }) },
    {
      resolution: model !== undefined && /seedance-1-0-pro/.test(model.id) ? "1080p" : "720p",
      ratio: chosenRatio,
      seconds: 5,
      audio: model?.audio?.value === true,
    },
  );
  const factor = requested.audio ? terms?.tokenFactor.withAudio : terms?.tokenFactor.silent;
  return {
    ...requested,
    ...(factor !== undefined && { tokenFactor: factor }),
    echo: { ...requested.echo, ...echoOf(body) },
  };
}

function echoOf(body: JsonObject): JsonObject {
  const { draft, priority, tools, safety_identifier, output_format } = body;
  const draftTask = draftTaskOf(body)?.taskId;
  return {
    ...(draft !== undefined && { draft }),
    ...(draftTask !== undefined && { draft_task_id: draftTask }),
    ...(priority !== undefined && { priority }),
    ...(tools !== undefined && { tools }),
    ...(output_format !== undefined && { output_format }),
    ...(safety_identifier !== undefined && { safety_identifier }),
  };
}
