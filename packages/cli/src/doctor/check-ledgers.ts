import { text } from "../text/say.ts";
import { describeFailure } from "../output/describe-failure.ts";
import { count } from "../output/units.ts";
import { withStateToRead } from "../state/existing-states.ts";
import { existingRealmClasses } from "../state/open-state-at.ts";
import type { Finding } from "./finding.ts";

/** Whether the ledgers of a state folder can be read. */
export async function checkLedgers(stateFolder: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const realmClass of await existingRealmClasses(stateFolder)) {
    try {
      const attempts = await withStateToRead(stateFolder, realmClass, ({ ledger }) => ledger.attempts());
      findings.push({
        subject: text("ledger"),
        state: "good",
        message: `${realmClass}, ${count(attempts.length, "attempt")}`,
      });
    } catch (error) {
      const { message, hint, exitCode } = describeFailure(error);
      findings.push({ subject: text("ledger"), state: "problem", message, hint, exitCode });
    }
  }
  return findings;
}
