/**
 * Variable-length codes of H.264 clause 9.2, as far as blocks of DC coefficients need them.
 * Each pair of tables holds the lengths and the values of the same codes.
 */
export interface CodeTable {
  readonly lengths: readonly number[];
  readonly values: readonly number[];
}

/** `coeff_token` for 0 <= nC < 2 (table 9-5), at 4 * coefficients + trailing ones. */
export const lumaCoefficientToken: CodeTable = {
  lengths: [
    1, 0, 0, 0, 6, 2, 0, 0, 8, 6, 3, 0, 9, 8, 7, 5, 10, 9, 8, 6, 11, 10, 9, 7, 13, 11, 10, 8, 13, 13, 11, 9, 13, 13, 13,
    10, 14, 14, 13, 11, 14, 14, 14, 13, 15, 15, 14, 14, 15, 15, 15, 14, 16, 15, 15, 15, 16, 16, 16, 15, 16, 16, 16, 16,
    16, 16, 16, 16,
  ],
  values: [
    1, 0, 0, 0, 5, 1, 0, 0, 7, 4, 1, 0, 7, 6, 5, 3, 7, 6, 5, 3, 7, 6, 5, 4, 15, 6, 5, 4, 11, 14, 5, 4, 8, 10, 13, 4, 15,
    14, 9, 4, 11, 10, 13, 12, 15, 14, 9, 12, 11, 10, 13, 8, 15, 1, 9, 12, 11, 14, 13, 8, 7, 10, 9, 12, 4, 6, 5, 8,
  ],
};

/** `coeff_token` for nC = -1 (table 9-5), at 4 * coefficients + trailing ones. */
export const chromaCoefficientToken: CodeTable = {
  lengths: [2, 0, 0, 0, 6, 1, 0, 0, 6, 6, 3, 0, 6, 7, 7, 6, 6, 8, 8, 7],
  values: [1, 0, 0, 0, 7, 1, 0, 0, 4, 6, 1, 0, 3, 3, 2, 5, 2, 3, 2, 0],
};

/** `total_zeros` of 4x4 blocks (tables 9-7 and 9-8): a row per number of coefficients, from 1. */
export const lumaTotalZeros: readonly CodeTable[] = [
  {
    lengths: [1, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 9],
    values: [1, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 1],
  },
  { lengths: [3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6, 6, 6, 6], values: [7, 6, 5, 4, 3, 5, 4, 3, 2, 3, 2, 3, 2, 1, 0] },
  { lengths: [4, 3, 3, 3, 4, 4, 3, 3, 4, 5, 5, 6, 5, 6], values: [5, 7, 6, 5, 4, 3, 4, 3, 2, 3, 2, 1, 1, 0] },
  { lengths: [5, 3, 4, 4, 3, 3, 3, 4, 3, 4, 5, 5, 5], values: [3, 7, 5, 4, 6, 5, 4, 3, 3, 2, 2, 1, 0] },
  { lengths: [4, 4, 4, 3, 3, 3, 3, 3, 4, 5, 4, 5], values: [5, 4, 3, 7, 6, 5, 4, 3, 2, 1, 1, 0] },
  { lengths: [6, 5, 3, 3, 3, 3, 3, 3, 4, 3, 6], values: [1, 1, 7, 6, 5, 4, 3, 2, 1, 1, 0] },
  { lengths: [6, 5, 3, 3, 3, 2, 3, 4, 3, 6], values: [1, 1, 5, 4, 3, 3, 2, 1, 1, 0] },
  { lengths: [6, 4, 5, 3, 2, 2, 3, 3, 6], values: [1, 1, 1, 3, 3, 2, 2, 1, 0] },
  { lengths: [6, 6, 4, 2, 2, 3, 2, 5], values: [1, 0, 1, 3, 2, 1, 1, 1] },
  { lengths: [5, 5, 3, 2, 2, 2, 4], values: [1, 0, 1, 3, 2, 1, 1] },
  { lengths: [4, 4, 3, 3, 1, 3], values: [0, 1, 1, 2, 1, 3] },
  { lengths: [4, 4, 2, 1, 3], values: [0, 1, 1, 1, 1] },
  { lengths: [3, 3, 1, 2], values: [0, 1, 1, 1] },
  { lengths: [2, 2, 1], values: [0, 1, 1] },
  { lengths: [1, 1], values: [0, 1] },
];

/** `total_zeros` of 2x2 chroma DC blocks (table 9-9): a row per number of coefficients, from 1. */
export const chromaTotalZeros: readonly CodeTable[] = [
  { lengths: [1, 2, 3, 3], values: [1, 1, 1, 0] },
  { lengths: [1, 2, 2], values: [1, 1, 0] },
  { lengths: [1, 1], values: [1, 0] },
];

/** `run_before` (table 9-10): a row per number of zeros left, from 1; the last row serves 7 and more. */
export const runBefore: readonly CodeTable[] = [
  { lengths: [1, 1], values: [1, 0] },
  { lengths: [1, 2, 2], values: [1, 1, 0] },
  { lengths: [2, 2, 2, 2], values: [3, 2, 1, 0] },
  { lengths: [2, 2, 2, 3, 3], values: [3, 2, 1, 1, 0] },
  { lengths: [2, 2, 3, 3, 3, 3], values: [3, 2, 3, 2, 1, 0] },
  { lengths: [2, 3, 3, 3, 3, 3, 3], values: [3, 0, 1, 3, 2, 5, 4] },
  {
    lengths: [3, 3, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    values: [7, 6, 5, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  },
];
