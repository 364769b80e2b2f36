import { parseArgs } from "node:util";
import * as fc from "fast-check";
import { flawsOf } from "../src/testing/flaws.ts";
import { hostileTexts } from "../src/testing/hostile-texts.ts";

// npm run fuzz -- [--minutes N] [--seed SEED]
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string" } },
});

const runs = 200;
const until = performance.now() + Number(values.minutes) * 60_000;
let seed = values.seed === undefined ? Date.now() % 0x7fff_ffff : Number(values.seed);
let texts = 0;

do {
  for (const [what, arbitrary] of Object.entries(hostileTexts)) {
    const result = fc.check(
      fc.property(arbitrary, (text) => {
        const flaws = flawsOf(text);
        if (flaws.length > 0) throw new Error(flaws.join("\n"));
      }),
      { seed, numRuns: runs },
    );
    texts += result.numRuns;
    if (!result.failed) continue;
    process.exitCode = 1;
    const [text] = result.counterexample ?? [];
    console.log(
      `\nnpm run fuzz -- --seed ${seed}    (${what})\n${JSON.stringify(text)}\n${String(result.errorInstance)}`,
    );
  }
  seed += 1;
} while (performance.now() < until && process.exitCode !== 1);

console.log(`${texts} texts, seeds up to ${seed - 1}${process.exitCode === 1 ? "" : ", no flaw"}`);
