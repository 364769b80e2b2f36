/** One text that was read: the storyboard, an included file or a table of rows. */
export interface Source {
  /** The path as a person would type it from where the storyboard's own path is valid. */
  readonly file: string;
  /** Folder of the file, relative to the storyboard's folder, with `/`; empty for the storyboard itself. */
  readonly folder: string;
  readonly text: string;
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[];
}

/** A range of a source, as offsets into its text; `end` is exclusive. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function createSource(file: string, folder: string, text: string): Source {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  return { file, folder, text, lineStarts };
}

/** Finds the line and column of an offset. */
export function positionOf(source: Source, offset: number): Position {
  const { lineStarts } = source;
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
