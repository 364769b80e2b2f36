import type { State } from "@shotlist/batch-runner";
import type { Plan, PlannedFilm } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { count } from "../output/units.ts";
import { countingVersion } from "../state/counting-clip.ts";
import type { Clip } from "./clip.ts";
import { probeClip } from "./probe-clip.ts";

/** Takes that are named in a message; the others are counted. */
const namedTakes = 5;

/** The chosen clips of a film in their order. Throws a `CommandError` where one is not rendered yet. */
export async function clipsOf(
  { takes, slug }: PlannedFilm,
  { storyboard, file }: Plan,
  { ledger, store }: State,
): Promise<readonly Clip[]> {
  const found: { readonly take: string; readonly path: string }[] = [];
  const missing: string[] = [];
  for (const take of takes) {
    const key = { storyboard, take };
    const version = countingVersion(await ledger.versions(key), (await ledger.take(key))?.chosen);
    const condition = version && (await store.check(version.sha256, "video"));
    if (condition === "changed") throw damaged(take);
    if (version === undefined || condition !== "good") missing.push(take);
    else found.push({ take, path: store.pathOf(version.sha256, "video") });
  }
  if (missing.length > 0) throw notRendered(slug, missing, file);
  const clips: Clip[] = [];
  for (const { take, path } of found) clips.push(await probeClip(take, path));
  return clips;
}

function damaged(take: string): CommandError {
  return new CommandError(`The clip of ${take} is damaged`, {
    code: "clip_damaged",
    exitCode: ExitCode.failed,
    hint: "Run shotlist verify, then shotlist render: the clip is downloaded while its link works, and not paid for again",
  });
}

/** The error that names the clips a film lacks. */
export function notRendered(film: string, missing: readonly string[], file: string): CommandError {
  const rest = missing.length - namedTakes;
  const names = missing.slice(0, namedTakes).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  return new CommandError(`The film ${film} needs ${count(missing.length, "clip")} not rendered yet: ${names}`, {
    code: "not_rendered",
    exitCode: ExitCode.wrong,
    hint: `Run shotlist render ${file} first`,
    details: { missing },
  });
}
