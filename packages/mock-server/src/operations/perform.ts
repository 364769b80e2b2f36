import type { TaskFate } from "../faults/fault.ts";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import type { FormatRoute } from "../routing/router.ts";
import { cancel } from "./cancel.ts";
import { createCharacter, getCharacter } from "./characters.ts";
import { downloadContent } from "./content.ts";
import { deriveTask } from "./derive.ts";
import { listTasks } from "./list.ts";
import { lookUp } from "./lookup.ts";
import { listModels } from "./models.ts";
import type { Outcome } from "./outcome.ts";
import { poll } from "./poll.ts";
import { submit } from "./submit.ts";
import { uploadFile } from "./upload.ts";

/** Carries an authorised call out. */
export function performOperation(
  world: MockWorld,
  { format, operation, answer, further, upload }: FormatRoute,
  {
    request,
    id,
    fate,
  }: {
    readonly request: MockRequest;
    readonly id: string;
    /** How a task that is accepted now will go, where a fault decides. */
    readonly fate?: TaskFate | undefined;
  },
): Outcome {
  switch (further) {
    case "remix":
    case "edit":
    case "extend":
      return deriveTask(world, format, { call: further, request, pathId: id, fate });
    case "createCharacter":
      return createCharacter(world, format, request);
    case "getCharacter":
      return getCharacter(world, format, id);
    case undefined:
      break;
    default:
      further satisfies never;
  }
  switch (operation) {
    case "submit":
      return submit(world, format, { request, fate });
    case "poll":
      return poll(world, format, { request, taskId: id, answer });
    case "list":
      return listTasks(world, format, request);
    case "cancel":
      return cancel(world, format, id);
    case "models":
      return listModels(world, format);
    case "content":
      return downloadContent(world, format, { request, taskId: id });
    case "lookup":
      return lookUp(world, format, request);
    case "upload":
      if (upload === undefined) throw new Error("a route of uploads says what it takes");
      return uploadFile(world, format, { request, upload });
    case "character":
      throw new Error("a call about a character is a further call");
    default:
      return operation satisfies never;
  }
}
