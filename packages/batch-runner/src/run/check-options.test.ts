import { expect, test } from "vitest";
import { checkOptions } from "./check-options.ts";

test("a misspelt limit is refused instead of limiting nothing", () => {
  // @ts-expect-error -- as plain JavaScript may call it
  expect(() => checkOptions({ state: {}, keys: () => "key", transport: {}, maxTask: 1 })).toThrow(
    /^runPlans: there is no option maxTask; the options are state, /u,
  );
});
