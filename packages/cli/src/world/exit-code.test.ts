import { expect, test } from "vitest";
import { strongest } from "./exit-code.ts";

test("where several exit codes apply, the documented order decides", () => {
  const order = [130, 5, 2, 3, 4, 1, 6] as const;
  for (const [index, code] of order.entries()) expect(strongest(order.slice(index).toReversed())).toBe(code);
  expect(strongest([0, 143, 1])).toBe(143);
  expect(strongest([0, 0])).toBe(0);
  expect(strongest([])).toBe(0);
});
