import type { FormatRef, JsonValue } from "@shotlist/schema";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";
import { namesEarlierTask } from "./earlier-task.ts";

/** Bodies of a submit that the format's document prints, in its order, and that need nothing else. */
export function exampleBodies(format: FormatRef): readonly JsonValue[] {
  return writtenFixturesOf(format)
    .filter(({ message, breaks, expectsAdvice }) => message === "submit.request" && !breaks && !expectsAdvice)
    .map(({ body }) => body)
    .filter((body) => !namesEarlierTask(format, body));
}
