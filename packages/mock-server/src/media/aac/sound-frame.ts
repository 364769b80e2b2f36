import { BitWriter } from "../bits/bit-writer.ts";

/** Sound samples per second. */
export const samplesPerSecond = 48_000;

/** Samples in each frame of AAC, and how many a decoder gives out before the first that counts. */
export const samplesPerFrame = 1024;

/** AAC low complexity, 48 kHz, one channel (ISO/IEC 14496-3, AudioSpecificConfig). */
export const decoderConfiguration: Uint8Array = Uint8Array.of(0b00010_001, 0b1_0001_000);

/** One spectral line of a frame, which sounds at (line + 1/2) * 23.4375 Hz. */
export interface Tone {
  readonly line: number;
  /** Steps of 1.5 dB. */
  readonly gain: number;
}

/** Where the scale-factor bands of 48 kHz begin (ISO/IEC 14496-3, table 4.129), as far as tones reach. */
const bandStarts = [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64] as const;

/** Codes in spectral codebook 1 of four lines of which one, the first to the last, is 1 or -1; each 5 bits long. */
const loneLineCode = [
  { positive: 0x10, negative: 0x11 },
  { positive: 0x13, negative: 0x17 },
  { positive: 0x16, negative: 0x15 },
  { positive: 0x14, negative: 0x12 },
] as const;

/** The frame at this position of a mono stream, holding one tone or silence. */
export function encodeSoundFrame(frame: number, tone: Tone | undefined): Uint8Array {
  const writer = new BitWriter().bits(0, 7); // a single channel, the first
  writeChannel(writer, frame, tone);
  return writer.bits(0b111, 3).align().toBytes();
}

function writeChannel(writer: BitWriter, frame: number, tone: Tone | undefined): void {
  const band = tone === undefined ? -1 : bandStarts.findLastIndex((start) => start <= tone.line);
  writer
    .bits(tone?.gain ?? 0, 8)
    .bits(0, 4) // long sine windows
    .bits(band + 1, 6) // bands
    .bits(0, 1); // no prediction
  if (tone !== undefined) {
    writer.bits(0, 4).bits(band, 5); // silent bands ...
    writer.bits(1, 4).bits(1, 5); // ... and one in codebook 1,
    writer.bits(0, 1); // whose scale factor is the gain
  }
  writer.bits(0, 3); // no pulses, noise shaping or gain control
  if (tone !== undefined)
    writeBand(writer, frame, { line: tone.line, start: bandStarts[band]!, end: bandStarts[band + 1]! });
}

/** A steady tone turns by a quarter from one frame to the next, which these signs follow; others would crackle. */
function writeBand(
  writer: BitWriter,
  frame: number,
  { line, start, end }: { readonly line: number; readonly start: number; readonly end: number },
): void {
  for (let first = start; first < end; first += 4) {
    const code = loneLineCode[line - first];
    if (code === undefined) writer.bits(0, 1);
    else writer.bits(frame % 4 < 2 ? code.positive : code.negative, 5);
  }
}
