import type { FormatFacts } from "@shotlist/schema";
import { blocks, code, table } from "../markdown.ts";
import { capabilities, type Capability, offeredSwitch } from "./capability.ts";

/** For every two formats, what one offers and the other does not. */
export function pairs(formats: readonly FormatFacts[]): string {
  const every = formats.flatMap((left, index) => formats.slice(index + 1).map((right) => ({ left, right })));
  return blocks(...every.map(pair));
}

interface Pair {
  readonly left: FormatFacts;
  readonly right: FormatFacts;
}

function pair({ left, right }: Pair): string {
  const rows = capabilities.flatMap((capability) => {
    const lostGoing = lost(capability, left, right);
    const lostComing = lost(capability, right, left);
    return lostGoing === "" && lostComing === "" ? [] : [[capability.name, lostGoing, lostComing]];
  });
  const head = [
    "",
    `lost from ${code(left.id)} to ${code(right.id)}`,
    `lost from ${code(right.id)} to ${code(left.id)}`,
  ];
  return blocks(
    `### ${left.title} and ${right.title}`,
    rows.length === 0
      ? "Everything carries over, both ways."
      : table(
          head,
          rows.map((row) => row.map(orDash)),
        ),
    sharedModels(left, right),
  );
}

/** What the one offers and the other does not, in words. */
function lost({ offered, show }: Capability, from: FormatFacts, to: FormatFacts): string {
  const there = new Set(offered(to).values);
  const gone = offered(from).values.filter((value) => !there.has(value));
  if (gone.length === 0) return "";
  return gone.includes(offeredSwitch) ? "not offered" : show(gone);
}

function orDash(cell: string): string {
  return cell === "" ? "–" : cell;
}

function sharedModels(left: FormatFacts, right: FormatFacts): string {
  const others = new Set(right.models.map(({ id }) => id));
  const shared = left.models.filter(({ id }) => others.has(id)).map(({ id }) => code(id));
  return shared.length === 0
    ? "No model has the same id at both: `model:` changes with `provider:`."
    : `The same id at both: ${shared.join(", ")}.`;
}
