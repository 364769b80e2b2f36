import { medians } from "./median.ts";
import type { Build, Figures, Measuring, Row } from "./row.ts";

/** The medians of a row for each build, the builds measured in turn, so that whatever else the machine does falls on all of them. */
export async function measureRow(row: Row, builds: readonly Build[], rounds: number): Promise<readonly Figures[]> {
  await using stack = new AsyncDisposableStack();
  const measurings: Measuring[] = [];
  for (const build of builds) measurings.push(stack.use(await row.open(build)));
  const found = builds.map((): Figures[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, measuring] of measurings.entries()) found[index]?.push(await measuring.round());
  return found.map(medians);
}
