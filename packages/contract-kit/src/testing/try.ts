import { formatIds } from "@shotlist/schema";
import { mutantsOf } from "./mutants/mutants-of.ts";
import { judgeMutant } from "./mutants/judge-mutant.ts";
for (const format of process.argv[2] ? [process.argv[2] as "wisgate"] : formatIds) {
  const started = performance.now();
  const all = mutantsOf(format);
  let caught = 0,
    named = 0,
    active = 0;
  for (const mutant of all) {
    const v = await judgeMutant(mutant);
    if (v.isActive) active += 1;
    if (v.isCaught) caught += 1;
    if (v.isNamed) named += 1;
    if (!v.isActive) console.log("INACTIVE", mutant.id);
    else if (!v.isNamed)
      console.log(
        v.isCaught ? "MISNAMED" : "MISSED",
        mutant.id,
        "want",
        mutant.namedAs.join(" | "),
        "got",
        v.rules.slice(0, 6).join(" ; "),
      );
  }
  console.log(
    format,
    all.length,
    "active",
    active,
    "caught",
    caught,
    "named",
    named,
    Math.round(performance.now() - started),
    "ms",
  );
}
