const highestLevel = 62;

/** H.264 table A-1: the rate and size a decoder of each level must manage, in macroblocks of 16x16 pixels. */
const levels = [
  { idc: 10, macroblocksPerSecond: 1_485, macroblocksPerPicture: 99 },
  { idc: 11, macroblocksPerSecond: 3_000, macroblocksPerPicture: 396 },
  { idc: 12, macroblocksPerSecond: 6_000, macroblocksPerPicture: 396 },
  { idc: 13, macroblocksPerSecond: 11_880, macroblocksPerPicture: 396 },
  { idc: 21, macroblocksPerSecond: 19_800, macroblocksPerPicture: 792 },
  { idc: 22, macroblocksPerSecond: 20_250, macroblocksPerPicture: 1_620 },
  { idc: 30, macroblocksPerSecond: 40_500, macroblocksPerPicture: 1_620 },
  { idc: 31, macroblocksPerSecond: 108_000, macroblocksPerPicture: 3_600 },
  { idc: 32, macroblocksPerSecond: 216_000, macroblocksPerPicture: 5_120 },
  { idc: 40, macroblocksPerSecond: 245_760, macroblocksPerPicture: 8_192 },
  { idc: 42, macroblocksPerSecond: 522_240, macroblocksPerPicture: 8_704 },
  { idc: 50, macroblocksPerSecond: 589_824, macroblocksPerPicture: 22_080 },
  { idc: 51, macroblocksPerSecond: 983_040, macroblocksPerPicture: 36_864 },
  { idc: 52, macroblocksPerSecond: 2_073_600, macroblocksPerPicture: 36_864 },
  { idc: 60, macroblocksPerSecond: 4_177_920, macroblocksPerPicture: 139_264 },
  { idc: 61, macroblocksPerSecond: 8_355_840, macroblocksPerPicture: 139_264 },
  { idc: highestLevel, macroblocksPerSecond: 16_711_680, macroblocksPerPicture: 139_264 },
] as const;

/**
 * The lowest H.264 level (`level_idc`) that holds pictures of this many macroblocks at this rate; the highest one for
 * pictures beyond every level, which decoders on ordinary machines play all the same.
 */
export function levelFor(columns: number, rows: number, framesPerSecond: number): number {
  const level = levels.find(
    ({ macroblocksPerSecond, macroblocksPerPicture }) =>
      columns * rows <= macroblocksPerPicture &&
      Math.max(columns, rows) ** 2 <= 8 * macroblocksPerPicture &&
      columns * rows * framesPerSecond <= macroblocksPerSecond,
  );
  return level?.idc ?? highestLevel;
}
