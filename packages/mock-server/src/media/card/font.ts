/** Dots of a letter, without the gap to the next one; the lowest row holds the tails of g, j, p, q and y. */
export const glyphWidth = 5;
export const glyphHeight = 8;

/** The columns of each printable ASCII letter from the space on, left to right; the lowest bit is the top dot. */
const columns = `
  00 00 00 00 00  00 00 5f 00 00  00 07 00 07 00  14 7f 14 7f 14  24 2a 7f 2a 12  23 13 08 64 62
  36 49 56 20 50  00 00 07 00 00  00 1c 22 41 00  00 41 22 1c 00  14 08 3e 08 14  08 08 3e 08 08
  00 a0 60 00 00  08 08 08 08 08  00 60 60 00 00  20 10 08 04 02
  3e 51 49 45 3e  00 42 7f 40 00  42 61 51 49 46  21 41 45 4b 31  18 14 12 7f 10
  27 45 45 45 39  3c 4a 49 49 30  01 71 09 05 03  36 49 49 49 36  06 49 49 29 1e
  00 36 36 00 00  00 56 36 00 00  08 14 22 41 00  14 14 14 14 14  00 41 22 14 08  02 01 51 09 06
  3e 41 5d 55 1e
  7e 11 11 11 7e  7f 49 49 49 36  3e 41 41 41 22  7f 41 41 22 1c  7f 49 49 49 41  7f 09 09 09 01
  3e 41 49 49 7a  7f 08 08 08 7f  00 41 7f 41 00  20 40 41 3f 01  7f 08 14 22 41  7f 40 40 40 40
  7f 02 0c 02 7f  7f 04 08 10 7f  3e 41 41 41 3e  7f 09 09 09 06  3e 41 51 21 5e  7f 09 19 29 46
  46 49 49 49 31  01 01 7f 01 01  3f 40 40 40 3f  1f 20 40 20 1f  3f 40 38 40 3f  63 14 08 14 63
  07 08 70 08 07  61 51 49 45 43
  00 7f 41 41 00  02 04 08 10 20  00 41 41 7f 00  04 02 01 02 04  40 40 40 40 40  00 01 02 04 00
  20 54 54 54 78  7f 44 44 44 38  38 44 44 44 20  38 44 44 44 7f  38 54 54 54 18  08 7e 09 01 02
  18 a4 a4 a4 7c  7f 08 04 04 78  00 44 7d 40 00  40 80 84 7d 00  7f 10 28 44 00  00 41 7f 40 00
  7c 04 18 04 78  7c 08 04 04 78  38 44 44 44 38  fc 24 24 24 18  18 24 24 24 fc  7c 08 04 04 08
  48 54 54 54 20  04 3f 44 40 20  3c 40 40 20 7c  1c 20 40 20 1c  3c 40 30 40 3c  44 28 10 28 44
  1c a0 a0 a0 7c  44 64 54 4c 44
  00 08 36 41 00  00 00 7f 00 00  00 41 36 08 00  08 04 08 10 08
`
  .trim()
  .split(/\s+/)
  .map((column) => Number.parseInt(column, 16));

const firstLetter = 0x20;

/** Whether the font has this letter. */
export function hasGlyph(letter: string): boolean {
  const at = letter.charCodeAt(0) - firstLetter;
  return letter.length === 1 && at >= 0 && at < columns.length / glyphWidth;
}

/** Whether a dot of a letter is inked; letters that the font lacks are blank. */
export function isInked(letter: string, x: number, y: number): boolean {
  const column = columns[(letter.charCodeAt(0) - firstLetter) * glyphWidth + x] ?? 0;
  return ((column >> y) & 1) === 1;
}
