import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { formatIds } from "@shotlist/schema";
import { stateWords } from "../output/outcome-words.ts";
import { loadOwner } from "../owner/owner.ts";
import { withStateToRead } from "../state/existing-states.ts";
import { existingRealmClasses } from "../state/open-state-at.ts";
import { standingOf } from "../state/standing.ts";
import { findStateFolder } from "../state/state-folder.ts";
import { compileFiles } from "../storyboards/compile-files.ts";
import type { World } from "../world/world.ts";
import type { Candidate, ProjectWords } from "./candidates.ts";

/** What the ledgers know, and the storyboards among the words of the line. Asks no vendor and writes nothing. */
export function projectWords(words: readonly string[], world: World): ProjectWords {
  return {
    takes: async () => {
      const found = new Map([...(await inStoryboards(words, world)), ...(await inLedgers(world))]);
      return [...found].map(([text, description]) => ({ text, description }) satisfies Candidate);
    },
    formats: () => Promise.resolve(formatIds),
  };
}

type Words = readonly (readonly [text: string, description: string])[];

async function inStoryboards(words: readonly string[], world: World): Promise<Words> {
  const { cwd, env } = world;
  const files = words.filter((word) => /\.ya?ml$/u.test(word) && existsSync(resolve(cwd, word)));
  if (files.length === 0) return [];
  const owner = await loadOwner(files, { state: undefined, config: undefined, "allow-env": [] }, world);
  const { plans } = await compileFiles(files, { cwd, env, owner, strict: false });
  const takes = plans.flatMap((plan) => plan.takes);
  return [
    ...takes.map(({ shot }) => [shot, "shot"] as const),
    ...takes.map(({ id, shot }) => [id, id === shot ? "shot" : `take of ${shot}`] as const),
  ];
}

async function inLedgers({ env, cwd }: World): Promise<Words> {
  const stateFolder = findStateFolder({ state: undefined, env, cwd, files: [] });
  const words: (readonly [string, string])[] = [];
  for (const realmClass of await existingRealmClasses(stateFolder)) {
    const { takes } = await withStateToRead(stateFolder, realmClass, (state) => standingOf(state, []));
    for (const { storyboard, id, attempt } of takes)
      words.push([`${storyboard}/${id}`, stateWords[attempt?.state ?? "planned"]]);
  }
  return words;
}
