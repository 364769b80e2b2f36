/** Lists and maps that JSON may nest. No message of any format comes near, and what walks a value calls itself for each. */
const mostLevels = 256;

/** Offset in a JSON text where it is nested too deeply to be read; `undefined` if it is not. */
export function tooDeepAt(text: string): number | undefined {
  // Most texts have fewer brackets than that.
  if (text.length <= mostLevels) return undefined;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfText(text, at);
    else if (character === "[" || character === "{") {
      depth += 1;
      if (depth > mostLevels) return at;
    } else if (character === "]" || character === "}") depth -= 1;
  }
  return undefined;
}

function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text[quote - slashes - 1] === "\\") slashes += 1;
  return slashes % 2 === 1;
}
