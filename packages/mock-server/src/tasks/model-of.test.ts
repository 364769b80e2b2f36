import { factsOf } from "@shotlist/schema";
import { expect, test } from "vitest";
import { modelOf } from "./model-of.ts";

test("finds a model by its id and by an alias, and none by anything else", () => {
  const facts = factsOf("wisgate");
  expect(modelOf(facts, "doubao-seedance-2.0")?.id).toBe("doubao-seedance-2.0");
  expect(modelOf(facts, "doubao-seedance-2-0-260128")?.id).toBe("doubao-seedance-2.0");
  expect(modelOf(facts, undefined)).toBeUndefined();
});
