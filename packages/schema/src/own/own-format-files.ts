import type { FormatContract } from "../contract/contract.ts";
import type { RequestMapping } from "../contract/mapping.ts";
import type { FormatFacts } from "../facts/facts.ts";
import type { Fixture } from "../fixtures/fixture.ts";

/** What the files of a format's folder hold besides its schemas, each under its file's name. */
export interface OwnFormatFiles {
  readonly facts: FormatFacts;
  readonly contract: WrittenContract;
  readonly fixtures: readonly Fixture[];
  readonly request: RequestMapping;
}

/** A contract as far as it is data. */
export interface WrittenContract {
  readonly places: FormatContract["places"];
  readonly webhookStatuses?: FormatContract["webhookStatuses"];
  readonly cases: FormatContract["cases"];
}
