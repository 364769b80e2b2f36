import type { FormatContract } from "./contract/contract.ts";
import { formatOf, type FormatRef } from "./formats.ts";
import { contracts } from "./generated/contracts.ts";
import { ownFormat } from "./own/own-format.ts";

export type {
  AnswerPlaces,
  ForeignStatus,
  FormatContract,
  Places,
  ToldEvent,
  WrittenCase,
} from "./contract/contract.ts";

/** Where the parts of a format's messages are, and contract cases that follow from no schema and no fact. */
export function contractOf(format: FormatRef): FormatContract {
  const found = contracts[formatOf(format)] ?? ownFormat(formatOf(format))?.contract;
  if (found === undefined) throw new Error(`the format ${format} has no contract`);
  return found;
}
