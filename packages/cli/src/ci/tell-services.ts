import type { PlannedTake } from "@shotlist/core";
import { writeOutput } from "../files/write-output.ts";
import type { RenderReport } from "../output/merge-reports.ts";
import type { World } from "../world/world.ts";
import { tellGithub } from "./github.ts";
import { toJunit } from "./junit.ts";

interface ServiceOptions {
  /** Where the JUnit report goes, if one is wanted. */
  readonly junit: string | undefined;
  readonly takes: readonly PlannedTake[];
  readonly world: Pick<World, "cwd" | "env" | "stderr">;
}

/** Tells the CI service of a run, as far as there is one. */
export async function tellServices(report: RenderReport, { junit, takes, world }: ServiceOptions): Promise<void> {
  const { cwd, env, stderr } = world;
  if (junit !== undefined) await writeOutput(junit, toJunit(report), cwd);
  const places = new Map(takes.map(({ storyboard, id, place }) => [`${storyboard}/${id}`, place]));
  await tellGithub(report, {
    env,
    write: (text) => stderr.write(text),
    placeOf: ({ storyboard, id }) => places.get(`${storyboard}/${id}`),
  });
}
