/** A box of an MP4. */
export function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

/** The index of a clip with one track, `vide` for pictures. */
export function tinyIndex(handler: string = "vide"): Buffer {
  return box("moov", box("trak", box("mdia", box("hdlr", Buffer.from(`\0\0\0\0\0\0\0\0${handler}`, "latin1")))));
}

/** Smallest bytes that count as a whole MP4: its pictures are the text given. */
export function tinyClip(text: string): Buffer {
  return Buffer.concat([
    box("ftyp", Buffer.from("isom\0\0\0\0", "latin1")),
    tinyIndex(),
    box("mdat", Buffer.from(text)),
  ]);
}
