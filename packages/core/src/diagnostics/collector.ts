import { present } from "@shotlist/schema";
import { positionOf, type Span } from "../text/source.ts";
import { type DiagnosticCode, severityOf } from "./codes.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** A remark before its place is turned into lines and columns. */
interface Remark {
  readonly code: DiagnosticCode;
  readonly at: Span;
  readonly message: string;
  readonly help?: string;
  /** Where the code's own severity is too much: what no document states is only advised. */
  readonly severity?: "warning";
  /** The matrix cell in which it shows, such as `lang=de, ratio=9:16`. */
  readonly cell?: string;
  /** How many cells the shot has. */
  readonly cellCount?: number;
}

export type Report = (remark: Remark) => void;

export interface Collector {
  readonly report: Report;
  /** Everything reported so far, in the order of the text, files in the order they were read. */
  readonly list: () => readonly Diagnostic[];
  readonly hasErrors: () => boolean;
}

/** Beyond this many a person reads no further; the rest are counted. */
const maximumDiagnostics = 1000;

/** Cells may each say something of their own about one place: so many are listed, the others counted with the last. */
const maximumPerPlace = 5;

/** The schema and the readers both see a value of the wrong shape: the first to say so is enough. */
const shapeCodes: ReadonlySet<DiagnosticCode> = new Set([
  "conflicting-fields",
  "key-in-storyboard",
  "missing-field",
  "value-range",
  "wrong-type",
  "wrong-value",
]);

/** What no vendor could take needs no word about what this one takes. */
const valueCodes: ReadonlySet<DiagnosticCode> = new Set([
  "duration-unsupported",
  "ratio-unsupported",
  "resolution-unsupported",
]);

interface Entry {
  readonly remark: Remark;
  readonly cells: Set<string>;
}

/** Collects remarks: one for each code, place and message, however many matrix cells show it. */
export function createCollector({ strict }: { readonly strict: boolean }): Collector {
  const entries: Entry[] = [];
  const atPlace = new Map<string, Entry[]>();
  const files = new Map<string, number>();
  const misshapen = new Set<string>();
  let errors = 0;
  let dropped = 0;

  const report: Report = (remark) => {
    const { file } = remark.at.source;
    if (!files.has(file)) files.set(file, files.size);
    const key = `${remark.code} ${file} ${remark.at.start} ${remark.at.end}`;
    const here = atPlace.get(key) ?? [];
    atPlace.set(key, here);
    const known =
      here.find((entry) => entry.remark.message === remark.message) ??
      (remark.cell !== undefined && here.length >= maximumPerPlace ? here.at(-1) : undefined);
    if (known !== undefined) {
      if (remark.cell !== undefined) known.cells.add(remark.cell);
      return;
    }
    const place = `${file} ${remark.at.start}`;
    if (misshapen.has(place) && (shapeCodes.has(remark.code) || valueCodes.has(remark.code))) return;
    if (shapeCodes.has(remark.code)) misshapen.add(place);
    if (severity(remark, strict) === "error") errors += 1;
    const entry = { remark, cells: new Set(remark.cell === undefined ? [] : [remark.cell]) };
    here.push(entry);
    if (entries.length >= maximumDiagnostics) dropped += 1;
    else entries.push(entry);
  };

  const list = (): readonly Diagnostic[] => {
    const sorted = entries.toSorted((a, b) => compare(a, b, files));
    const diagnostics = sorted.map((entry) => toDiagnostic(entry, strict));
    const last = diagnostics.at(-1);
    if (dropped === 0 || last === undefined) return diagnostics;
    const message = `${dropped} more problems are not shown`;
    return [
      ...diagnostics,
      {
        ...last,
        code: "more-remarks",
        severity: errors > 0 ? "error" : "warning",
        message,
        help: "Fix the ones above first.",
      },
    ];
  };

  return { report, list, hasErrors: () => errors > 0 };
}

function severity({ code, severity: lowered }: Remark, strict: boolean): "error" | "warning" {
  return strict ? "error" : (lowered ?? severityOf(code));
}

function compare(a: Entry, b: Entry, files: ReadonlyMap<string, number>): number {
  const [left, right] = [a.remark.at, b.remark.at];
  const byFile = (files.get(left.source.file) ?? 0) - (files.get(right.source.file) ?? 0);
  return byFile !== 0 ? byFile : left.start - right.start;
}

function toDiagnostic({ remark, cells }: Entry, strict: boolean): Diagnostic {
  const { source } = remark.at;
  const start = positionOf(source, remark.at.start);
  const end = positionOf(source, Math.max(remark.at.end, remark.at.start));
  const help = present({ help: remark.help });
  return {
    code: remark.code,
    severity: severity(remark, strict),
    message: remark.message + (cells.size === remark.cellCount ? "" : inCells([...cells])),
    file: source.file,
    ...start,
    endLine: end.line,
    endColumn: end.column,
    ...help,
  };
}

function inCells([first, ...rest]: readonly string[]): string {
  if (first === undefined || first === "") return "";
  if (rest.length === 0) return `, in cell ${first}`;
  return `, in cell ${first} and ${rest.length} more ${rest.length === 1 ? "cell" : "cells"}`;
}
