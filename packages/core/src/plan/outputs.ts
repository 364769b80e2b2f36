import type { Report } from "../diagnostics/collector.ts";
import type { Plan } from "../model/plan.ts";
import type { TakeId } from "../model/take-id.ts";
import { placeOf } from "../resolve/places.ts";
import { readText } from "../resolve/read-typed.ts";
import type { ResolvedTake } from "../resolve/resolve-takes.ts";
import type { ResolvedStoryboard } from "../resolve/storyboard.ts";
import type { LocatedScalar } from "../text/located.ts";
import { createSource } from "../text/source.ts";
import { checkedPath, defaultOutputDir, defaultOutputFile, outputPathOf } from "./output-path.ts";

/** Gives each take its file, and reports two takes that would share one. */
export function createOutputs(
  storyboard: ResolvedStoryboard,
  report: Report,
): (take: ResolvedTake, slug: string) => string {
  const { context, outputFile } = storyboard;
  const builtIn: LocatedScalar = {
    kind: "scalar",
    value: defaultOutputFile,
    source: createSource(storyboard.file, "", defaultOutputFile),
    start: 0,
    end: 0,
  };
  const node = outputFile ?? builtIn;
  const owners = new Map<string, TakeId>();
  return ({ id, cell, take, shot, asked }, slug) => {
    const written =
      outputPathOf(node, {
        ...context,
        scope: { ...context.scope, matrix: cell.values, take: { id, slug, number: take, shot: shot.id } },
      }) ?? `${slug}.mp4`;
    const path = outputFile === undefined ? endingLike(written, asked.outputFormat) : written;
    const key = path.normalize("NFC").toLowerCase();
    const owner = owners.get(key);
    if (owner !== undefined && owner !== id) {
      report({
        code: "output-collision",
        at: node,
        message: `The takes ${owner} and ${id} would both be written to ${path}`,
        help: "Add `${{ take.slug }}` to the path.",
      });
    }
    owners.set(key, id);
    return path;
  };
}

const otherContainers: ReadonlySet<string> = new Set(["mov", "m4v", "webm", "mkv"]);

/** Our own path for a clip, with the ending of the container that was asked for. */
function endingLike(path: string, container: string | undefined): string {
  if (container === undefined || !otherContainers.has(container)) return path;
  return path.replace(/\.mp4$/u, `.${container}`);
}

/** Where the storyboard says where clips go; nothing where it leaves that to Shotlist. */
export function outputPlacesOf({ outputDir, outputFile }: ResolvedStoryboard): Pick<Plan, "outputPlaces"> {
  if (outputDir === undefined && outputFile === undefined) return {};
  return {
    outputPlaces: {
      ...(outputDir === undefined ? {} : { dir: placeOf(outputDir) }),
      ...(outputFile === undefined ? {} : { file: placeOf(outputFile) }),
    },
  };
}

/** The folder of the clips, relative to the storyboard's. */
export function outputDirOf({ outputDir, context }: ResolvedStoryboard): string {
  const written = outputDir === undefined ? undefined : readText({ node: outputDir, literal: false }, context);
  if (outputDir === undefined || written === undefined) return defaultOutputDir;
  return checkedPath(written, outputDir, context) ?? defaultOutputDir;
}
