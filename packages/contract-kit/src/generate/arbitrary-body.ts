import { isJsonObject, validateMessage } from "@shotlist/schema";
import type { FormatRef, JsonValue } from "@shotlist/schema";
import { looseBody } from "@shotlist/schema/arbitrary";
import * as fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { namesEarlierTask } from "../case/earlier-task.ts";
import { exampleBodies } from "../case/example-bodies.ts";

/** Bodies of a submit that the schema accepts without a remark. Shrinks towards the simplest such body. */
export function arbitraryAcceptedBody(format: FormatRef): Arbitrary<JsonValue> {
  const drawn = fc
    .array(fc.nat({ max: mostChoice }), { size: "max", maxLength: mostChoices })
    .map((choices) => bodyOf(format, choices));
  // Documented bodies with one part drawn again reach modes that drawing everything rarely meets.
  const varied = fc
    .tuple(fc.constantFrom(...exampleBodies(format)), drawn, fc.nat())
    .map(([example, body, choice]) => varyOne(example, body, choice));
  return fc.oneof(drawn, varied).filter((body) => {
    const verdict = validateMessage(format, "submit.request", body);
    return verdict.ok && verdict.advice.length === 0 && !namesEarlierTask(format, body);
  });
}

const mostChoices = 200;
const mostChoice = 10_000;

/** The body that these choices make; where they run out, the simplest ones continue. */
function bodyOf(format: FormatRef, choices: readonly number[]): JsonValue {
  const left = choices.values();
  return looseBody(format, "submit.request", (below) => (left.next().value ?? 0) % below);
}

/** The documented body, with one property of the drawn one put over it. */
function varyOne(example: JsonValue, drawn: JsonValue, choice: number): JsonValue {
  if (!isJsonObject(example) || !isJsonObject(drawn)) return example;
  const members = Object.entries(drawn);
  return { ...example, ...Object.fromEntries(members.slice(choice % members.length).slice(0, 1)) };
}
