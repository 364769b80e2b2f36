import { readdir } from "node:fs/promises";
import { formatIds } from "@shotlist/schema";
import { describe, expect, it } from "vitest";
import { codecFor } from "./codec-for.ts";
import { goldenRequests } from "./testing/golden-shots.ts";

describe.each(formatIds)("%s", (format) => {
  const codec = codecFor(format);

  it.each(goldenRequests(format))("compiles $name as its golden file says", async ({ name, shot, bindings }) => {
    const request = JSON.stringify(codec.encodeSubmit(shot, bindings), null, 2);
    await expect(`${request}\n`).toMatchFileSnapshot(`./${format}/golden/${name}.json`);
  });

  it("keeps no golden file that nothing compiles to", async () => {
    const files = await readdir(new URL(`./${format}/golden`, import.meta.url));
    expect(files.toSorted()).toEqual(
      goldenRequests(format)
        .map(({ name }) => `${name}.json`)
        .toSorted(),
    );
  });
});
