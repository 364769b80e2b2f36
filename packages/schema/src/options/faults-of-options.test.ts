import { expect, test } from "vitest";
import { faultsOfOptions } from "./faults-of-options.ts";

interface Options {
  readonly name: string;
  readonly maxTasks?: number;
  readonly onEvent?: () => void;
}

const kinds = { name: "text", maxTasks: "number", onEvent: "function" } as const;

test.each([
  [{ name: "a" }, []],
  [{ name: "a", maxTasks: undefined }, []],
  [{ name: "a", maxTask: 3 }, ["there is no option maxTask; the options are name, maxTasks, onEvent"]],
  [{ name: "a", maxTasks: "3" }, ["maxTasks must be a number"]],
  [{ name: 1, onEvent: true }, ["name must be a text", "onEvent must be a function"]],
  [undefined, ["the options must be an object"]],
])("%j: %j", (options, faults) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as plain JavaScript may call it
  expect(faultsOfOptions(options as Options, kinds)).toEqual(faults);
});
