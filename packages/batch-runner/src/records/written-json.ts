/** A JSON text that was read, or the first thing that is wrong with it and the line where. */
export type WrittenJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: string; readonly line: number };

/** A line that git leaves where two branches changed the same place. */
export const conflictMarker: RegExp = /^(?:<{7}|={7}|>{7}|\|{7})(?:[ \r].*)?$/u;

/**
 * Reads JSON that people and git may have edited: a name that is written twice is refused, where a plain parser takes the
 * last one and forgets what the first one says.
 */
export function readWrittenJson(text: string): WrittenJson {
  const marked = text.split("\n").findIndex((line) => conflictMarker.test(line));
  if (marked >= 0) return { ok: false, fault: "a merge conflict", line: marked + 1 };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, fault: "not JSON", line: lineOfSyntaxError(error, text) };
  }
  const twice = writtenTwice(text);
  return twice === undefined ? { ok: true, value } : { ok: false, ...twice };
}

function lineOfSyntaxError(error: unknown, text: string): number {
  const position = error instanceof Error ? /position (\d+)/u.exec(error.message)?.[1] : undefined;
  return lineAt(text, position === undefined ? text.length : Number(position));
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** The tokens that show where an object begins, ends, and names something; of a text that is JSON. */
const tokens = /"(?:[^"\\]|\\.)*"(?=\s*(?<colon>:)?)|[{}[\]]/gu;

/** The first name that one object has twice. Takes one pass, however deep the text is. */
function writtenTwice(text: string): { readonly fault: string; readonly line: number } | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (const match of text.matchAll(tokens)) {
    const [token] = match;
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (match.groups?.["colon"] !== undefined) {
      // However it is escaped, it is the same name.
      const name = String(JSON.parse(token));
      const names = open.at(-1);
      if (names?.has(name) === true) return { fault: `${shown(name)} occurs twice`, line: lineAt(text, match.index) };
      names?.add(name);
    }
  }
  return undefined;
}

/** A name from outside, fit to be shown. */
function shown(name: string): string {
  const short = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return short.replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ");
}
