// `npm run bench:schedule`: makespan over the ideal schedule, and what polling costs over a fixed interval. Ratios in virtual
// time: the same on every machine.
import { scheduleRows } from "./schedule/rows.ts";

console.log("| what | found | goal |\n| --- | ---: | --- |");
for (const { row, value, bound } of await scheduleRows()) {
  console.log(`| ${row} | ${value.toFixed(3)} | ${bound === undefined ? "" : `≤ ${bound}`} |`);
}
