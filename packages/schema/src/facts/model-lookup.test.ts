import { expect, test } from "vitest";
import { factsOf } from "../formats.ts";
import { modelFactsOf } from "./model-lookup.ts";

test("finds a model by its id and by an alias, and none by anything else", () => {
  const facts = factsOf("wisgate");
  expect(modelFactsOf("doubao-seedance-2.0", facts)?.id).toBe("doubao-seedance-2.0");
  expect(modelFactsOf("doubao-seedance-2-0-260128", facts)?.id).toBe("doubao-seedance-2.0");
  expect(modelFactsOf(undefined, facts)).toBeUndefined();
});
