// Judges every wrong endpoint, runs the kit a thousand times against right ones, and writes docs/contract-mutants.md.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runAgainstRight } from "../src/testing/false-alarms.ts";
import { mutantsDocument } from "../src/testing/mutants/mutants-document.ts";
import type { AlarmCount } from "../src/testing/mutants/mutants-document.ts";
import type { MutantVerdict } from "../src/testing/mutants/judge-mutant.ts";
import { allMutants, judgeWhereItShows } from "../src/testing/mutants/score.ts";

const documentFile = fileURLToPath(new URL("../../../docs/contract-mutants.md", import.meta.url));
const fullRuns = Number(process.argv[2] ?? 1000);

const verdicts: MutantVerdict[] = [];
for (const mutant of allMutants()) verdicts.push(await judgeWhereItShows(mutant));
writeFileSync(documentFile, mutantsDocument(verdicts, await countAlarms(fullRuns)));
console.log(`written: ${documentFile}`);

async function countAlarms(runs: number): Promise<AlarmCount> {
  let alarms = 0;
  let submits = 0;
  for (let index = 0; index < runs; index += 1) {
    const { results, spent } = await runAgainstRight(index);
    const found = results.filter(({ verdict, findings }) => findings.length > 0 || verdict === "undecided");
    for (const { id, findings } of found)
      console.error(
        `alarm in run ${index}: ${id}`,
        findings.map(({ rule }) => rule),
      );
    alarms += found.length;
    submits += spent.submits;
  }
  return { runs, alarms, submits };
}
