import type { BitWriter } from "../bits/bit-writer.ts";

/** Kinds of NAL units this encoder writes, as the first byte of the unit: reference importance and type. */
export const nalHeader = {
  picture: 0x41,
  keyPicture: 0x65,
  sequenceParameters: 0x67,
  pictureParameters: 0x68,
} as const;

/** Closes a payload with its stop bit and makes a NAL unit of it, without a start code. */
export function toNalUnit(header: number, payload: BitWriter): Uint8Array {
  const bytes = payload.bits(1, 1).align().toBytes();
  const unit = new Uint8Array(1 + bytes.length + (bytes.length >> 1));
  unit[0] = header;
  let length = 1;
  let zeros = 0;
  for (const byte of bytes) {
    // Two zeros and a small byte would look like a start code to a decoder that scans for one (clause 7.4.1).
    if (zeros === 2 && byte <= 3) {
      unit[length++] = 3;
      zeros = 0;
    }
    unit[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return unit.subarray(0, length);
}
