// Many machines on one ledger: what is paid and lost among kills, freezes and crashes, and how much faster four workers are than one.
// `--takes N` makes it smaller.
import { parseArgs } from "node:util";
import { renderAmongFaults } from "./machines/among-faults.ts";
import { timeToRender } from "./machines/throughput.ts";

const { values } = parseArgs({ options: { takes: { type: "string", default: "2000" } } });
const takes = Number(values.takes);

const limit = 40;
const outcome = await renderAmongFaults({ takes, limit, speed: 30 });
console.log("| what | count |\n| --- | ---: |");
for (const [name, count] of Object.entries(outcome)) console.log(`| ${name} | ${count} |`);
const holds = outcome.paidTwice === 0 && outcome.lost === 0 && outcome.mostAtOnce <= limit;
console.log(holds ? "holds" : "**missed**");

const [alone, together] = [await timeToRender(takes / 4, 1), await timeToRender(takes, 4)];
const ratio = (4 * alone) / together;
console.log(`\nthroughput of four workers over one, 50 tasks in flight each: ${ratio.toFixed(2)} (≥ 3)`);
process.exitCode = holds && ratio >= 3 ? 0 : 1;
