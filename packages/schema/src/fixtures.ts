import type { Fixture } from "./fixtures/fixture.ts";
import type { FormatId } from "./formats.ts";
import { fixtures } from "./generated/fixtures.ts";

export type { Fixture } from "./fixtures/fixture.ts";

/** Bodies of a format's messages: every documented example restated, and bodies that break a rule. */
export function fixturesOf(format: FormatId): readonly Fixture[] {
  const found = fixtures[format];
  if (found === undefined) throw new Error(`there is no format ${format}`);
  return found;
}
