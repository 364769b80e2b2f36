import type { FormatId, JsonValue } from "@shotlist/schema";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";

/** Bodies of a submit that the format's document prints, in its order. */
export function exampleBodies(format: FormatId): readonly JsonValue[] {
  return writtenFixturesOf(format)
    .filter(
      ({ message, breaks, expectsAdvice }) =>
        message === "submit.request" && breaks === undefined && expectsAdvice === undefined,
    )
    .map(({ body }) => body);
}
