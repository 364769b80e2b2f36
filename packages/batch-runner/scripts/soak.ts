import { parseArgs } from "node:util";
import { writeSection } from "../../../scripts/write-section.ts";
import { judgeMutation, mutationTable } from "../src/testing/simulation/judge-mutation.ts";
import { mutations } from "../src/testing/simulation/mutations.ts";
import { families, type FamilyName } from "../src/testing/simulation/families.ts";
import { simulate, type WorldResult } from "../src/testing/simulation/simulate.ts";
import { createSummary } from "../src/testing/simulation/summary.ts";

// npm run soak -- [--minutes N | --worlds N] [--from SEED] [--family NAME]
// npm run soak -- --family NAME --seed SEED                  one world, line by line
// npm run soak -- --worlds 2700 --from 1 --write             what docs/reliability.md shows, the mutations included
const { values } = parseArgs({
  options: {
    minutes: { type: "string" },
    worlds: { type: "string" },
    from: { type: "string", default: "1000000" },
    family: { type: "string" },
    seed: { type: "string" },
    write: { type: "boolean", default: false },
  },
});

function isFamily(name: string): name is FamilyName {
  return Object.hasOwn(families, name);
}

const names = values.family === undefined ? Object.keys(families) : [values.family];
const chosen = names.filter((name) => isFamily(name)).filter((name) => name !== "calm" || names.length === 1);
if (chosen.length === 0) {
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
  if (values.write) {
    const caught = [];
    for (const mutation of mutations) caught.push(await judgeMutation(mutation, 300));
    writeSection("worlds", summary.toMarkdown());
    writeSection("mutations", mutationTable(caught.filter((one) => one !== undefined)));
  }
}
