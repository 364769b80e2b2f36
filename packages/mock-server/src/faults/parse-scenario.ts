import { createRequire } from "node:module";
import type { Document } from "yaml";
import { checkScenario } from "./check-scenario.ts";
import { refuseUnbounded } from "./refuse-unbounded.ts";
import { ScenarioError } from "./scenario-error.ts";
import type { Scenario } from "./scenario.ts";

/** Loaded with the first scenario: it would be a fifth of what importing this package costs. */
const require = createRequire(import.meta.url);
const loadYaml = (): typeof import("yaml") =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what that name gives
  require("yaml") as typeof import("yaml");

/** Reads a scenario written in YAML; throws a `ScenarioError` that names file, line and column of each mistake. */
export function parseScenario(text: string, fileName = "scenario"): Scenario {
  const { LineCounter, parseDocument } = loadYaml();
  const lines = new LineCounter();
  const document = parse(() => parseDocument(text, { lineCounter: lines, merge: true, uniqueKeys: false }), fileName);
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${fileName}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw new ScenarioError(document.errors.map(({ message, pos }) => `${place(pos[0])} ${message.split("\n")[0]}`));
  }
  const unbounded = refuseUnbounded(document);
  if (unbounded.length > 0) {
    throw new ScenarioError(unbounded.map(({ offset, message }) => `${place(offset)} ${message}`));
  }
  // Counted above, so that the library need not.
  const checked = checkScenario(document.toJS({ maxAliasCount: -1 }));
  if (!checked.ok) {
    throw new ScenarioError(
      checked.problems.map(({ path, message }) => `${place(offsetOf(document, path))} ${message}`),
    );
  }
  return checked.scenario;
}

/** The library descends by calling itself; where its stack ends, the text is nested beyond all use. */
function parse(read: () => Document, fileName: string): Document {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ScenarioError([`${fileName}:1:1 lists and maps are nested too deeply to be read`]);
  }
}

/** Where the deepest part of the path that exists begins. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}
