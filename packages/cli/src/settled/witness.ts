import { createHash } from "node:crypto";
import { dirname } from "node:path";
import type { RunEvent, RunReport } from "@shotlist/batch-runner";
import { toPlainText } from "../output/plain-text.ts";
import type { FileRead, RunAhead, Witness } from "../world/witness.ts";
import type { CommandWorld, Output } from "../world/world.ts";
import { clipFilesOf } from "./clip-files.ts";
import { hashAt, isQuietAt, isSameMark, markAt } from "./file-mark.ts";
import { ledgerBefore, ledgerSince, type LedgerBefore } from "./ledger-look.ts";
import type { KnownContent, SettledMemory } from "./memory.ts";
import { linksOf, type Links } from "./places.ts";
import { screensOf, type SeenWorld } from "./recall.ts";
import { locksOf, surroundingsOf } from "./surroundings.ts";
import { variablesOf, watchEnvironment } from "./variables.ts";

interface WitnessOptions {
  readonly files: readonly string[];
  readonly stateFolder: string;
  readonly world: SeenWorld;
  readonly program: string;
  readonly startedAt: number;
  /** Variables that were looked at already. */
  readonly earlyNames: readonly string[];
}

/** A render under observation. */
export interface Watching {
  /** What the render gets in place of its world. */
  readonly over: Partial<CommandWorld>;
  /** What is to be remembered of it; `undefined` where it had something to do, or not everything is known that it read. */
  readonly remembered: () => Promise<SettledMemory | undefined>;
}

/** Watches a render: what it reads, what it prints, and whether there is anything to do. */
export function createWitness(options: WitnessOptions): Watching {
  const { files, world, stateFolder, startedAt } = options;
  const watched = watchEnvironment(world.env);
  const printed: (readonly ["stdout" | "stderr", string])[] = [];
  const reads: FileRead[] = [];
  const around = { files, stateFolder, cwd: world.cwd, env: watched.env };
  const placesBefore = surroundingsOf(around).places;
  let locksBefore: Links = [];
  let ahead: RunAhead | undefined;
  let ledger: LedgerBefore | undefined;
  let isEventful = false;
  let report: Pick<RunReport, "takes"> | undefined;

  const listening = (name: "stdout" | "stderr"): Output => ({
    write: (text) => {
      printed.push([name, text]);
      world[name].write(text);
    },
    get isTTY() {
      return world[name].isTTY;
    },
    get columns() {
      return world[name].columns;
    },
  });
  const witness: Witness = {
    read: (read) => void reads.push(read),
    begin: async (run) => {
      ahead = run;
      locksBefore = locksOf(run, world.cwd).links;
      ledger = await ledgerBefore(run);
    },
    event: (event) => (isEventful ||= !isQuietEvent(event)),
    end: (ended) => (report = ended),
  };

  async function remembered(): Promise<SettledMemory | undefined> {
    if (ahead === undefined || ledger === undefined || report === undefined) return undefined;
    if (isEventful || watched.isTaken() || !isDone(ahead, report)) return undefined;
    if (printed.some(([, text]) => toPlainText(text) !== text)) return undefined;
    const { places, contents: known } = surroundingsOf(around);
    const locks = locksOf(ahead, world.cwd);
    if (JSON.stringify([places, locks.links]) !== JSON.stringify([placesBefore, locksBefore])) return undefined;
    const contents = contentsOf([...reads, ...known, ...locks.contents], startedAt);
    const kept = await ledgerSince(ledger, ahead, startedAt);
    if (contents === undefined || kept === undefined) return undefined;
    const copies = report.takes.flatMap(({ file }) => file ?? []);
    const clips = clipFilesOf([...kept.clips, ...copies], startedAt);
    if (clips === undefined) return undefined;
    return {
      program: options.program,
      screens: screensOf(world),
      variables: variablesOf([...options.earlyNames, ...watched.names], world.env),
      ...places,
      links: [
        ...places.links,
        ...locksBefore,
        ...reads.flatMap(({ path, real }) => (real === undefined ? [] : [[path, real] as const])),
        ...linksOf([...ahead.assetRoots, ...clips.folders.map(([folder]) => folder)]),
      ],
      contents: [...contents, ...kept.contents],
      ledger: kept.ledger,
      clips,
      written: [
        kept.ledger[0],
        ...kept.contents.map(({ path }) => path),
        ...new Set(copies.map((copy) => dirname(copy))),
      ],
      printed,
    };
  }

  return {
    over: { stdout: listening("stdout"), stderr: listening("stderr"), env: watched.env, witness },
    remembered,
  };
}

/** What happens in a run that has nothing to do. */
function isQuietEvent(event: RunEvent): boolean {
  if (event.type === "take-planned") return event.action === "cached";
  if (event.type === "take-finished") return event.status === "cached";
  return event.type === "run-started" || event.type === "run-finished";
}

function isDone({ joined, hasOwnFormats }: RunAhead, { takes }: Pick<RunReport, "takes">): boolean {
  return (
    !hasOwnFormats &&
    takes.length > 0 &&
    takes.length === joined.length &&
    joined.every(
      ({ own, action, sha256, uploads }) =>
        own === "cached" && action === "cached" && sha256 !== undefined && (uploads ?? []).length === 0,
    ) &&
    takes.every(({ status, file, error }) => status === "cached" && file !== undefined && error === undefined)
  );
}

/** The files with the content that was read; `undefined` where nobody knows what that was. */
function contentsOf(reads: readonly FileRead[], startedAt: number): readonly KnownContent[] | undefined {
  const found = new Map<string, KnownContent>();
  for (const read of reads) {
    const { path } = read;
    if (read.real === undefined) return undefined;
    const sha256 = "text" in read ? createHash("sha256").update(read.text).digest("hex") : read.sha256;
    const before = found.get(path);
    if (before === undefined) {
      const content = contentAt(path, startedAt);
      if (content === undefined || linksOf([path])[0]?.[1] !== read.real) return undefined;
      found.set(path, content);
    }
    if (found.get(path)?.sha256 !== sha256) return undefined;
  }
  return [...found.values()];
}

/** A file that nobody has touched since a moment, so that it has the content that it had then. */
function contentAt(path: string, since: number): KnownContent | undefined {
  const mark = markAt(path);
  if (mark === undefined || !isQuietAt(mark, since)) return undefined;
  const sha256 = hashAt(path);
  return isSameMark(mark, markAt(path)) ? { path, sha256, mark, at: since } : undefined;
}
