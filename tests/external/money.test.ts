import { expect, test } from "vitest";
import { shotlist } from "../../bench/money/program.ts";
import { play, situations } from "../../bench/money/scoreboard.ts";

test.each(situations)("Shotlist pays once for one clip: $name", async (situation) => {
  const { billed, outcome } = await play(shotlist, situation);
  expect(billed).toBe(1);
  expect(outcome).not.toBe("nothing");
});
