import type { Picture } from "../picture/picture.ts";
import { BitWriter } from "../bits/bit-writer.ts";
import { intraTypeOffset, writeMacroblock } from "./macroblock.ts";
import { nalHeader, toNalUnit } from "./nal-unit.ts";
import { frameNumberBits, initialQuantiser } from "./parameter-sets.ts";

const sliceType = { picture: 5, keyPicture: 7 } as const;

/** A picture that can be decoded alone. Neighbouring key pictures need different `keyNumber`s. */
export function encodeKeyPicture(picture: Picture, keyNumber: number): Uint8Array {
  const writer = new BitWriter()
    .unsignedGolomb(0) // from the first macroblock
    .unsignedGolomb(sliceType.keyPicture)
    .unsignedGolomb(0) // picture parameter set
    .bits(0, frameNumberBits)
    .unsignedGolomb(keyNumber & 0xffff)
    .bits(0b00, 2); // earlier pictures are shown; no long-term reference
  closeSliceHeader(writer);
  const context = { writer, picture, typeOffset: intraTypeOffset.keyPicture };
  let quantiser = initialQuantiser;
  for (let row = 0; row < picture.rows; row++) {
    for (let column = 0; column < picture.columns; column++) {
      quantiser = writeMacroblock(context, column, row, quantiser);
    }
  }
  return toNalUnit(nalHeader.keyPicture, writer);
}

/** A picture that repeats the one before, except for the `changed` macroblocks. */
export function encodePicture(
  picture: Picture,
  { changed, framesSinceKey }: { readonly changed: readonly number[]; readonly framesSinceKey: number },
): Uint8Array {
  const writer = new BitWriter()
    .unsignedGolomb(0) // from the first macroblock
    .unsignedGolomb(sliceType.picture)
    .unsignedGolomb(0) // picture parameter set
    .bits(framesSinceKey % 2 ** frameNumberBits, frameNumberBits)
    .bits(0b000, 3); // default references, in default order, marked by age
  closeSliceHeader(writer);
  const context = { writer, picture, typeOffset: intraTypeOffset.picture };
  let quantiser = initialQuantiser;
  let next = 0;
  for (const index of changed.toSorted((one, other) => one - other)) {
    writer.unsignedGolomb(index - next);
    quantiser = writeMacroblock(context, index % picture.columns, Math.floor(index / picture.columns), quantiser);
    next = index + 1;
  }
  const skipped = picture.columns * picture.rows - next;
  if (skipped > 0) writer.unsignedGolomb(skipped);
  return toNalUnit(nalHeader.picture, writer);
}

function closeSliceHeader(writer: BitWriter): void {
  writer.signedGolomb(0).unsignedGolomb(1); // the initial quantiser; no deblocking, which would smear the blocks
}
