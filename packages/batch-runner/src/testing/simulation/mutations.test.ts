import { afterAll, describe, expect, it } from "vitest";
import { judgeMutation, mutationTable, type Caught } from "./judge-mutation.ts";
import { mutations } from "./mutations.ts";

/** As many worlds as each family has in the tests of the runner itself. */
const worldsOfAFamily = 300;

describe("the simulator misses a safeguard that was taken out:", () => {
  const caught: Caught[] = [];

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))("%s", async (_name, mutation) => {
    const found = await judgeMutation(mutation, worldsOfAFamily);
    if (found !== undefined) caught.push(found);
    expect(found).toBeDefined();
  });

  // oxlint-disable-next-line no-console -- the table is one of the things that a run of these tests is for
  afterAll(() => console.log(mutationTable(caught)));
});
