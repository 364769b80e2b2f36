import { relayErrorAnswer } from "../../shapes/relay-error.ts";
import { relayModels } from "../../shapes/relay-models.ts";
import { readRelayRequest, type RelayDefaults } from "../../shapes/relay-request.ts";
import { flatVideo, newRelayTaskId, olderFlatVideo, relayEnvelope } from "../../shapes/relay-task.ts";
import type { Vendor } from "../../vendor/vendor.ts";

/** What is made of a body without a shape. That a clip has sound is the upstream's default; no document says otherwise. */
function defaultsIn(edition: string | undefined): Pick<RelayDefaults, "resolution" | "ratio" | "size"> {
  if (edition === "2026-05") return { resolution: "480p", ratio: "9:16", size: "480x854" };
  return { resolution: "720p", ratio: "16:9" };
}

/** gogogotoken: the open relay's paths and envelopes, with its own answer when the money is gone. */
export const vendor: Vendor = {
  newTaskId: newRelayTaskId,
  readRequest: (body, facts) =>
    readRelayRequest(body, facts, { ...defaultsIn(facts.edition), seconds: 5, audio: true }),
  submitAnswer: ({ id, requested }) => ({ id, task_id: id, status: "queued", model: requested.model }),
  taskAnswer: relayEnvelope,
  errorAnswer: (refusal) =>
    refusal.occasion === "no_balance"
      ? { error: { message: refusal.message, code: refusal.code } }
      : relayErrorAnswer(refusal),
  modelsAnswer: relayModels,
  taskRoutes: [{ path: "/v1/videos/{id}", answer: flatVideo }],
  observedVariants: { "flat-video": flatVideo, "output-url": olderFlatVideo },
};
