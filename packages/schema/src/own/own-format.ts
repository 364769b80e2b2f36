import type { FormatContract } from "../contract/contract.ts";
import type { RequestMapping } from "../contract/mapping.ts";
import type { FormatFacts } from "../facts/facts.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import type { MessageSchema } from "../rules/message-schema.ts";
import type { CompiledFormat } from "../validation/compiled.ts";
import type { MessageName } from "../validation/verdict.ts";

/** A format that is not built in: all that the folder of a built-in one holds. */
export interface OwnFormat {
  readonly facts: FormatFacts;
  /** Schemas with their references expanded. */
  readonly schemas: { readonly [message in MessageName]?: MessageSchema };
  readonly compiled: CompiledFormat;
  readonly fixtures: readonly Fixture[];
  readonly contract: FormatContract;
  /** How a shot is written, where that is data. */
  readonly mapping?: RequestMapping;
}

const added = new Map<string, OwnFormat>();

/** A format that was added while the program runs; undefined for a built-in one. */
export function ownFormat(id: string): OwnFormat | undefined {
  return added.get(id);
}

/** Keeps a format; whoever calls this has seen to it that its id is free. */
export function keepOwnFormat(format: OwnFormat): void {
  added.set(format.facts.id, format);
}
