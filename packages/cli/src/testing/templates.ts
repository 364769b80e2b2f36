import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { spokenIn, type Spoken } from "./spoken.ts";

const packages = fileURLToPath(new URL("../../..", import.meta.url));

/** A template that a person may read, by its English words. */
export interface Template extends Pick<Spoken, "template" | "by" | "within"> {
  /** `packages/cli/src/run.ts:45`. */
  readonly place: string;
}

/** Words that a blank parts: what looks so may be a sentence. */
const prose = /[A-Za-z]{2,}[,;:.)"'`}]* ["'`({[A-Za-z]|\} [A-Za-z]/u;

/** Calls and names whose texts no person reads as words of ours, nearest first or further away. */
const unspoken: ReadonlySet<string> = new Set([
  "new Error()", // a mistake of ours, for whoever mends it
  "new RegExp()",
  "split()",
  "examples", // whole command lines
  "html``", // the content of a page
  "requestAsCurl=>",
  "hasPlaceholder=>",
  "scripts", // names of fonts
  "authorization",
  "statusToCsv=>", // titles that a spreadsheet reads
]);

/** Folders and files that write files, scripts and answers to programs and assistants, which stay English. */
const writers =
  /\/cli\/src\/(?:starter|contact-sheet|ci|review-server|version|text\/zh)\/|\/(?:film\/(?:edl|filter-graph|otio|ffmpeg-words)|completion\/scripts|arguments\/man-page)\.ts$/u;

/** Texts that look like words and are names. */
const names: ReadonlySet<string> = new Set(["Maximum call stack", "by choice"]);

/** Names of what core and the runner keep for programs and pages: columns of tables, keys, parts of a path, YAML to write. */
const unspokenBelow: ReadonlySet<string> = new Set([
  "new Error()",
  "new RegExp()",
  "split()",
  "replace()",
  "prepare()",
  "exec()",
  "shotFields",
  "authorization",
  "field",
  "at",
]);

/** YAML of one key, statements of SQL, and headers. */
const notWords =
  /^\w+: (?:"?\{\d+\}"?|\w+)$|^\{0\} (?:MB|s|or \{1\})$|^(?:reference|an|limited) \{0\}$|^(?:by rule|an video)$|^\s*"|\b(?:SELECT|CASE|PRAGMA|INSERT INTO|ISOLATION LEVEL)\b|\bUPDATE \w+ SET\b|\bjson_to_recordset\b|\bhashtextextended\b|^a\.id, |\b(?:ALTER|CREATE) TABLE\b|\bclock_timestamp\b|\bleased_until\b|\bended_at\b|^BEGIN; |^ WHERE | IN \(|^Content-[DT]|^multipart\//u;

/** What core and the runner say in diagnostics, errors, hints and reasons. */
export function packageTemplates(): readonly Template[] {
  return ["core", "batch-runner"].flatMap((name) =>
    sourcesOf(name).flatMap(({ place, source }) =>
      spokenIn(place, source)
        .filter(({ template, within }) => {
          return prose.test(template) && !notWords.test(template) && !within.some((one) => unspokenBelow.has(one));
        })
        .map(at(place)),
    ),
  );
}

/** Sources of the other packages of which every text is such a message. */
const explaining = /\/(?:explain-storyboard-errors|state-faults|ages|checks|check-scenario|refuse-unbounded)\.ts$/u;

/** A failure of the world; the other ones are mistakes of ours, or verdicts of a contract, which stay English. */
const thrown = /^new (?!Range|Type|NoVerdict)\w+Error\(\)$/u;

/** What the mock and the contract kit throw, and what validators say of storyboards, scenarios and records. */
export function validationTemplates(): readonly Template[] {
  const written = ["schema", "mock-server", "contract-kit"].flatMap((name) =>
    sourcesOf(name).flatMap(({ place, source }) =>
      spokenIn(place, source)
        .filter(({ template, within }) => {
          const isMessage = explaining.test(place) || within.some((one) => thrown.test(one));
          return isMessage && prose.test(template) && !within.includes("new Error()");
        })
        .map(at(place)),
    ),
  );
  return [...written, ...["storyboard.schema.json", "config.schema.json"].flatMap(phrasesOf)];
}

/** The files of the contract kit that write its tables, and those that say why a case has no verdict. */
const tables = /\/(?:report\/table|drift\/drift-table|diff\/diff-table)\.ts$/u;
/** Those that name a change in a contract. A change of one's own name, such as a keyword's, is quoted. */
const changes = /\/diff\/(?:compare-[a-z-]+|diff-contracts|place)\.ts$/u;
const verdictless = /^(?:new NoVerdictError\(\)|conclude\(\)|undecided\(\)|verdictOfSilence=>)$/u;

/** Names of verdicts and of formats' parts, which are looked up, and what only parts other texts. */
const joints: ReadonlySet<string> = new Set([
  "reject",
  "annotation",
  "breaking",
  "failures",
  "flag",
  "function",
  "toTable",
]);

/** What the tables of `contract run`, `contract drift` and `contract diff` say around what is quoted. */
export function tableTemplates(): readonly Template[] {
  return sourcesOf("contract-kit").flatMap(({ place, source }) =>
    spokenIn(place, source)
      .filter(({ template, within }) => {
        if (changes.test(place))
          return / (?:added|removed|changed|required|advice|refused)$/u.test(template) && !/\{0\}/u.test(template);
        if (tables.test(place)) return /[A-Za-z]{2}|^[:;] $/u.test(template) && !joints.has(template);
        return within.some((one) => verdictless.test(one)) && prose.test(template);
      })
      .map(at(place)),
  );
}

/** The phrases that a schema has for its keywords. */
function phrasesOf(file: string): readonly Template[] {
  const found: Template[] = [];
  JSON.parse(readFileSync(join(packages, "schema", file), "utf8"), (key, value: unknown) => {
    if (typeof value === "string" && /^(?:error|patternError)Message$/u.test(key))
      found.push({ template: value, by: "literal", within: [key], place: `packages/schema/${file}` });
    return value;
  });
  return found;
}

/** Everything that the command line itself says to people. */
export function cliTemplates(): readonly Template[] {
  return sourcesOf("cli").flatMap(({ place, source }) => {
    if (writers.test(place)) return [];
    return spokenIn(place, source).filter(isSpoken).map(at(place));
  });
}

function isSpoken({ by, template, within }: Spoken): boolean {
  if (by !== "literal") return true;
  if (!prose.test(template) || names.has(template) || /^(?:contract|ledger) [a-z]+$/u.test(template)) return false;
  return !within.some((name) => unspoken.has(name));
}

function at(place: string): (spoken: Spoken) => Template {
  return ({ template, by, within, line }) => ({ template, by, within, place: `${place}:${line}` });
}

/** The sources that a package ships, with their paths from the workspace's root. */
function sourcesOf(name: string): readonly { readonly place: string; readonly source: string }[] {
  const folder = join(packages, name, "src");
  return globSync("**/*.ts", { cwd: folder })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !/\.test\.ts$|(?:^|\/)(?:testing|generated)\//u.test(path))
    .toSorted()
    .map((path) => ({ place: `packages/${name}/src/${path}`, source: readFileSync(join(folder, path), "utf8") }));
}

/** What a template is looked up by: line breaks around it stay as they are. */
export function keyOf(template: string): string {
  return template.replaceAll(/^[\r\n]+|[\r\n]+$/gu, "");
}
