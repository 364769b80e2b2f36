import type { MountedFormat } from "../formats/mount.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { refuse } from "./refuse.ts";

/** Lists what the vendor offers. */
export function listModels(world: MockWorld, { facts, vendor }: MountedFormat): Outcome {
  if (vendor.modelsAnswer === undefined) return refused(refuse(facts, "unknown_path"));
  return { kind: "answered", answer: jsonAnswer(200, vendor.modelsAnswer(facts, world.clock.startedAtMs)) };
}
