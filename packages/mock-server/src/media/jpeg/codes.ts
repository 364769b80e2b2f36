// Codes of our own, short enough to need no list from the standard: the end of a block in 2 bits, any other run of zeros
// with the width of the value behind it in 8. What a baseline decoder may meet is all there.

const widths = Array.from({ length: 10 }, (_, index) => index + 1);

/** Widths of differences between blocks, 0 to 11 bits: 4 bits each. */
export const dcSymbols: readonly number[] = [0, ...widths, 11];
/** How many codes there are of 1, 2, 3 … 16 bits. */
export const dcLengths: readonly number[] = counts({ 4: dcSymbols.length });

const endOfBlock = 0x00;
const sixteenZeros = 0xf0;
const runs = Array.from({ length: 16 }, (_, zeros) => widths.map((width) => (zeros << 4) | width)).flat();

export const acSymbols: readonly number[] = [endOfBlock, sixteenZeros, ...runs];
export const acLengths: readonly number[] = counts({ 2: 1, 8: acSymbols.length - 1 });

/** A code and its width in bits. */
export type Code = readonly [code: number, width: number];

export function dcCode(width: number): Code {
  return [width, 4];
}

/** Codes of 8 bits begin behind the only one of 2 bits. */
const longFrom = 1 << 6;
const placeOf = new Map(acSymbols.map((symbol, place) => [symbol, place]));

export function acCode(zeros: number, width: number): Code {
  const place = placeOf.get((zeros << 4) | width)!;
  return place === 0 ? [0, 2] : [longFrom + place - 1, 8];
}

function counts(byWidth: Readonly<Record<number, number>>): readonly number[] {
  return Array.from({ length: 16 }, (_, index) => byWidth[index + 1] ?? 0);
}
