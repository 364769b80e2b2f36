import type { Plan } from "@shotlist/core";
import { realmClassesIn, withStateToRead } from "../state/existing-states.ts";
import { sheetOf, type FactsOf, type Sheet } from "./sheet.ts";

interface LoadOptions {
  readonly stateFolder: string;
  /** The value of `--realm`. */
  readonly realm: string | undefined;
  readonly plans: readonly Plan[];
  readonly factsOf?: FactsOf;
}

/** The sheets of every kind of money that is meant and has takes. */
export async function loadSheets({ stateFolder, realm, plans, factsOf }: LoadOptions): Promise<readonly Sheet[]> {
  const sheets: Sheet[] = [];
  for (const realmClass of await realmClassesIn(stateFolder, realm)) {
    const sheet = await withStateToRead(stateFolder, realmClass, (state) => sheetOf(state, plans, factsOf));
    if (sheet.takes.length > 0) sheets.push(sheet);
  }
  return sheets;
}
