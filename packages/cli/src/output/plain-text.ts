/** What carries the mark of this process. */
interface Own {
  /** `ESC [` and the mark. */
  readonly start: string;
  readonly sequences: RegExp;
  readonly lineCommand: RegExp;
}

/** Absent until the first sequence is made: until then, no text can hold one. */
let own: Own | undefined;

/** The mark is drawn for each process and never shown: only this program can write a sequence that carries it. */
function drawn(): Own {
  // Loaded here, since most outputs have no sequence.
  const { randomInt } = process.getBuiltinModule("node:crypto");
  const mark = Array.from({ length: 4 }, () => randomInt(1000, 10_000)).join(";");
  const sequence = `\\u001B\\[${mark};([\\d;]*[A-Za-z])`;
  return {
    start: `\u001B[${mark};`,
    sequences: new RegExp(sequence, "gu"),
    lineCommand: new RegExp(`(^|\\n)((?:\\s|${sequence})*)::`, "gu"),
  };
}

/** A sequence of a terminal that this program means, such as `31m`; `toPlainText` lets it through. */
export function ownSequence(code: string): string {
  own ??= drawn();
  return own.start + code;
}

/** A line that GitHub's log reads as a command; `data` and the properties in `command` are escaped by the caller. */
export function ownCommand(command: string, data: string): string {
  return `${ownSequence(commandCode)}::${command}::${data}\n`;
}

/** Marks a line as a command to a CI service that this program means; nothing of it reaches the terminal. */
const commandCode = "0Z";

/** C0 but tab and line feed, DEL, C1, line separators, and what turns the direction of text or hides in it. */
// oxlint-disable-next-line no-control-regex -- this is the one place that takes them out
const unsafe = /[\0-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uFFF9-\uFFFB\p{Bidi_Control}\u{E0000}-\u{E007F}]/gu;

/** A line that a CI service reads as a command begins so, spaces aside; with colours, `own` has it. */
const lineCommand = /(^|\n)(\s*)::/gu;

/** What needs no look at every character. */
const plainAscii = /^[\t\n\u0020-\u007E]*$/u;

/** A command of other CI services, anywhere in a line: `##[error]`, `##vso[…]`, `##teamcity[…]`. */
const inlineCommand = /##(?=\w*\[)/gu;

/**
 * Text as every exit of the program lets it out. Whatever came from outside is text alone: control characters are written as
 * escapes, and no line is a command to a CI service. Our own sequences come out as the terminal knows them.
 */
export function toPlainText(text: string): string {
  const calm = text
    .replaceAll(own?.lineCommand ?? lineCommand, (line: string, start: string, blanks: string) =>
      own !== undefined && blanks.endsWith(own.start + commandCode) ? line : `${start}${blanks}\\x3a:`,
    )
    .replaceAll(inlineCommand, "\\x23#");
  if (own === undefined) return escaped(calm);
  let plain = "";
  let from = 0;
  for (const { index, 0: sequence, 1: code = "" } of calm.matchAll(own.sequences)) {
    plain += escaped(calm.slice(from, index)) + asTerminalsKnowIt(code);
    from = index + sequence.length;
  }
  return plain + escaped(calm.slice(from));
}

function asTerminalsKnowIt(code: string): string {
  if (code === commandCode) return "";
  return code === "2K" ? "\r\u001B[2K" : `\u001B[${code}`;
}

/** The same for a value that is meant as part of one line. */
export function toOneLine(text: string): string {
  return escaped(text.trim().replaceAll(/[\r\n]+\s*/gu, " "), { keep: own });
}

/** JSON as every exit lets it out: the same value, and text alone. */
export function toPlainJson(json: string): string {
  return json.replaceAll(unsafe, jsonEscape).replaceAll(inlineCommand, "\\u0023#");
}

function escaped(text: string, { keep }: { readonly keep?: Own | undefined } = {}): string {
  if (plainAscii.test(text)) return text;
  if (keep === undefined || !text.includes(keep.start)) return text.replaceAll(unsafe, escape);
  return text
    .split(keep.sequences)
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(unsafe, escape) : ownSequence(part)))
    .join("");
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
}

/** Line feed and the other controls of a JSON text are between its values, or escaped already. */
function jsonEscape(character: string): string {
  if (/[\t\n\r]/u.test(character)) return character;
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }).join("");
}
