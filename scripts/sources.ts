// Lists every source of every format by age, oldest first, with how much rests on it: what to read again next. With --facts, each
// fact and rule below its source.
import { parseArgs } from "node:util";
import { factsOf, formatIds } from "@shotlist/schema";
import { listSources } from "./list-sources.ts";

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, facts: { type: "boolean", default: false } },
});
const listed = listSources(formatIds.map(factsOf), Date.now());
if (values.json) console.log(JSON.stringify(listed, undefined, 2));
else {
  for (const { format, source, asOf, days, facts, place, about } of listed) {
    const age = `${days} days`.padStart(9);
    console.log(`${asOf.padEnd(10)}  ${age}  ${String(facts).padStart(4)} facts  ${format.padEnd(14)}  ${source}`);
    console.log(`${" ".repeat(12)}${place}`);
    if (values.facts) for (const one of about) console.log(`${" ".repeat(14)}${one}`);
  }
}
