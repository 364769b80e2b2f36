import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createLayout } from "./layout.ts";

const text = { taskId: "cgt-20261121023045-x7k2p", format: "wisgate", prompt: "A fox in the snow. ".repeat(20) };

test("a card of 720p has room for the landscape and four lines of prompt", () => {
  const layout = createLayout({ width: 1280, height: 720 }, text);
  expect(layout.prompt).toHaveLength(4);
  expect(layout.sceneryHeight).toBeGreaterThan(180 * 0.45);
});

test("every line of text fits into every size that formats offer", () => {
  const side = fc.integer({ min: 240, max: 2160 }).map((half) => half * 2);
  fc.assert(
    fc.property(side, side, (width, height) => {
      const { dot, taskId, prompt, counter } = createLayout({ width, height }, text);
      for (const { x, y, text: line } of [...taskId, ...prompt]) {
        expect((x + line.length * 6 * dot) * 4).toBeLessThanOrEqual(width);
        expect((y + 8 * dot) * 4).toBeLessThanOrEqual(height);
      }
      expect((counter.x + counter.width) * 4).toBeLessThanOrEqual(width);
    }),
    { numRuns: 200 },
  );
});
