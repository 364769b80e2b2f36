import { realmClassOf, type Plan, type RealmClass } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";

/** Folder name of the clips, so that a mock's clip is never taken for a paid one. */
export function outputDirOfClass(outputDir: string, realmClass: RealmClass): string {
  return realmClass === "live" ? outputDir : `${outputDir.replace(/\/+$/, "")}-${realmClass}`;
}

/** The plans by the kind of money they spend; each kind has its own ledger. */
export function splitByRealmClass(plans: readonly Plan[]): ReadonlyMap<RealmClass, readonly Plan[]> {
  const split = new Map<RealmClass, Plan[]>();
  for (const plan of plans) {
    const classOf = new Map(plan.takes.map((take) => [take.id, realmClassOf(take.realm)]));
    refuseMixedDependencies(plan, classOf);
    for (const realmClass of new Set(classOf.values())) {
      const takes = plan.takes.filter((take) => classOf.get(take.id) === realmClass);
      split.set(realmClass, [...(split.get(realmClass) ?? []), { ...plan, takes }]);
    }
  }
  return split;
}

function refuseMixedDependencies(plan: Plan, classOf: ReadonlyMap<string, RealmClass>): void {
  for (const take of plan.takes) {
    const own = classOf.get(take.id);
    const stranger = take.dependsOn.find((id) => classOf.get(id) !== own);
    if (stranger === undefined) continue;
    throw new CommandError(
      `${take.id} would be rendered ${own} from ${stranger}, which is rendered ${classOf.get(stranger)}`,
      {
        code: "realms_mixed",
        exitCode: ExitCode.wrong,
        hint: "Use one kind of endpoint for both with --base-url, or render with --mock",
      },
    );
  }
}
