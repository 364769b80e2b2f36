/** What every coefficient is divided by. */
export const quantiser = 8;

/** Places of the coefficients of a block, from the coarsest to the finest. */
export const zigzag: readonly number[] = Array.from({ length: 64 }, (_, index) => index).toSorted(
  (one, other) => diagonal(one) - diagonal(other) || along(one) - along(other),
);

function diagonal(place: number): number {
  return (place >> 3) + (place & 7);
}

/** Diagonals are walked upwards and downwards in turn. */
function along(place: number): number {
  return diagonal(place) % 2 === 0 ? place & 7 : place >> 3;
}

/** 4096 times the cosine of each sixteenth of half a turn: whole numbers, so that every machine gives the same bytes. */
const quarter = [4096, 4017, 3784, 3406, 2896, 2276, 1567, 799, 0] as const;

function cosine(sixteenths: number): number {
  const turn = sixteenths & 31;
  const half = turn > 16 ? 32 - turn : turn;
  return half > 8 ? -quarter[16 - half]! : quarter[half]!;
}

/** `basis[u * 8 + x]`; the first row carries the root of a half. */
const basis = Float64Array.from({ length: 64 }, (_, at) =>
  at < 8 ? quarter[4] : cosine((2 * (at & 7) + 1) * (at >> 3)),
);
const scale = 4 * 4096 * 4096 * quantiser;

const rows = new Float64Array(64);
const coefficients = new Int16Array(64);

/** The coefficients of 64 values, quantised, row by row; good until the next call. */
export function transform(values: Int16Array): Int16Array {
  // Most blocks have one colour.
  if (values.every((value) => value === values[0])) {
    coefficients.fill(0);
    coefficients[0] = Math.round((8 * values[0]!) / quantiser);
    return coefficients;
  }
  for (let y = 0; y < 8; y++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += values[y * 8 + x]! * basis[u * 8 + x]!;
      rows[y * 8 + u] = sum;
    }
  }
  for (let v = 0; v < 8; v++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += rows[y * 8 + u]! * basis[v * 8 + y]!;
      coefficients[v * 8 + u] = Math.round(sum / scale);
    }
  }
  return coefficients;
}
