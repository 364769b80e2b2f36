import { dirname, relative, resolve, sep } from "node:path";
import type { Plan, PlannedTake } from "@shotlist/core";
import type { Container } from "../container/judgement.ts";
import { withRightEnding } from "../container/right-ending.ts";
import type { RunOptions } from "../work/options.ts";

/**
 * Absolute path of a take's file, always inside the plan's output folder. Its ending is that of the clip's container,
 * if known.
 */
export function outputFileOf(
  options: Pick<RunOptions, "outputDirOf">,
  plan: Plan,
  take: PlannedTake,
  container?: Container,
): string {
  const folder = outputDirOf(options, plan);
  const isTaken = (path: string): boolean => plan.takes.some(({ output }) => output === path);
  const file = resolve(
    folder,
    container === undefined ? take.output : withRightEnding(take.output, container, isTaken),
  );
  if (relative(folder, file).split(sep)[0] === "..") throw new Error(`${take.output} is outside the output folder`);
  return file;
}

export function outputDirOf(options: Pick<RunOptions, "outputDirOf">, plan: Plan): string {
  return options.outputDirOf?.(plan) ?? resolve(dirname(plan.file), plan.outputDir);
}
