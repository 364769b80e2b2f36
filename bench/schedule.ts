// `npm run bench:schedule`: makespan over the ideal schedule, and what polling costs over a fixed interval. Ratios in virtual
// time: the same on every machine. With `--json` as one document, for `npm run bench`.
import { scheduleRows } from "./schedule/rows.ts";

const found = await scheduleRows();
if (process.argv.includes("--json")) console.log(JSON.stringify(found));
else {
  console.log("| what | found | goal |\n| --- | ---: | --- |");
  for (const { row, value, bound } of found)
    console.log(`| ${row} | ${value.toFixed(3)} | ${bound === undefined ? "" : `≤ ${bound}`} |`);
}
