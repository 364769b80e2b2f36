import type { FormatFacts } from "@shotlist/schema";
import { type ResolvedShot, type ShotFieldName, shotFieldNames } from "../model/shot.ts";

/** Whether a format's request says a field of a shot: in its own field, never, or as the shot decides. */
export type Carried = "field" | "never" | ((shot: ResolvedShot, facts: FormatFacts) => boolean);

/** What a format says of every field of a shot. One that is left out does not compile. */
export type CarriedFields = { readonly [Name in ShotFieldName]: Carried };

/**
 * Our own guard: a shot that asks for what a format cannot say is refused with a diagnostic before it is encoded, so that no
 * field is ever dropped in silence. `false` asks for nothing, and neither does an empty list.
 */
export function createGuard(fields: CarriedFields): (shot: ResolvedShot) => void {
  const never = shotFieldNames.filter((name) => fields[name] === "never");
  return (shot) => {
    for (const name of never) {
      if (asksForSomething(shot[name])) throw new Error(`A shot was encoded for a format that cannot say: ${name}.`);
    }
  };
}

function asksForSomething(value: ResolvedShot[ShotFieldName]): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}
