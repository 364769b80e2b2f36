import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../mock-world.ts";
import type { FormatRoute } from "../routing/router.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { poll } from "./poll.ts";
import { refuse } from "./refuse.ts";
import { submit } from "./submit.ts";

/** Carries an authorised call out. */
export function performOperation(
  world: MockWorld,
  { format, operation, answer }: FormatRoute,
  { request, id }: { readonly request: MockRequest; readonly id: string },
): Outcome {
  switch (operation) {
    case "submit":
      return submit(world, format, request);
    case "poll":
      return poll(world, format, { request, taskId: id, answer });
    case "list":
    case "cancel":
    case "models":
    case "content":
    case "lookup":
      return refused(refuse(format.facts, "unknown_path"));
    default:
      return operation satisfies never;
  }
}
