// Paid tasks for one logical clip under each fault, Shotlist next to the published clients, all against one faulty vendor
// on this machine. Counts, not times. Words choose programs by part of their name, all by default; `--write` keeps the
// table in docs/reliability.md and README.md.
import { writeSection } from "../../scripts/write-section.ts";
import { programs } from "./program.ts";
import { play, situations, toTable, type Score } from "./scoreboard.ts";

const words = process.argv.slice(2).filter((word) => word !== "--write");
const chosen = programs.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const scores: Score[] = [];
for (const program of chosen) {
  for (const situation of situations) {
    const score = await play(program, situation);
    console.error(`${program.name}: ${situation.name}: ${score.billed} (${score.outcome})`);
    scores.push(score);
  }
}
console.log(toTable(scores));
if (process.argv.includes("--write")) writeSection("scoreboard", toTable(scores));
