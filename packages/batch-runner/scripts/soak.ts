import { parseArgs } from "node:util";
import { families, type FamilyName } from "../src/testing/simulation/families.ts";
import { simulate, type WorldResult } from "../src/testing/simulation/simulate.ts";
import { createSummary } from "../src/testing/simulation/summary.ts";

// npm run soak -- [--minutes N | --worlds N] [--from SEED] [--family NAME]
// npm run soak -- --family NAME --seed SEED       one world, line by line
const { values } = parseArgs({
  options: {
    minutes: { type: "string" },
    worlds: { type: "string" },
    from: { type: "string", default: "1000000" },
    family: { type: "string" },
    seed: { type: "string" },
  },
});

function isFamily(name: string): name is FamilyName {
  return Object.hasOwn(families, name);
}

const names = values.family === undefined ? Object.keys(families) : [values.family];
const chosen = names.filter((name) => isFamily(name));
if (chosen.length !== names.length) {
  console.error(`There is no family ${values.family}; there are: ${Object.keys(families).join(", ")}`);
  process.exit(2);
}

function tell({ seed, family, dialect, violations }: WorldResult): void {
  if (violations.length === 0) return;
  process.exitCode = 1;
  console.log(`\nnpm run soak -- --family ${family} --seed ${seed}    (${dialect})`);
  for (const { invariant, detail } of violations) console.log(`  ${invariant}: ${detail}`);
}

if (values.seed !== undefined) {
  for (const family of chosen) {
    const result = await simulate(Number(values.seed), { family, log: (line) => console.log(line) });
    tell(result);
    console.log(`\n${family} ${result.seed}: ${result.violations.length} violations, trace ${result.trace}`);
  }
} else {
  const until = performance.now() + Number(values.minutes ?? (values.worlds === undefined ? 1 : 600)) * 60_000;
  const worlds = Number(values.worlds ?? Number.POSITIVE_INFINITY);
  const summary = createSummary();
  for (let seed = Number(values.from); performance.now() < until && summary.worlds() < worlds; seed += 1) {
    for (const family of chosen) {
      const result = await simulate(seed, { family });
      summary.add(result);
      tell(result);
    }
  }
  console.log(
    `\n${summary.toMarkdown()}\n\n${summary.worlds()} worlds${process.exitCode === 1 ? "" : ", no violation"}`,
  );
}
