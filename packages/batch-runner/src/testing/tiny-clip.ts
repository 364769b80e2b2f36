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

/** The same as a MOV. */
export function tinyMov(text: string): Buffer {
  return Buffer.concat([
    box("ftyp", Buffer.from("qt  \0\0\0\0", "latin1")),
    tinyIndex(),
    box("mdat", Buffer.from(text)),
  ]);
}

/** An element of Matroska; one without a length lasts until something begins that cannot be within it. */
export function element(id: number, body: Uint8Array, size?: "unknown"): Buffer {
  const length = Buffer.from([0x08, 0, 0, 0, 0]);
  length.writeUInt32BE(body.length, 1);
  const written = size === "unknown" ? Buffer.from("01ffffffffffffff", "hex") : length;
  return Buffer.concat([Buffer.from(id.toString(16), "hex"), written, body]);
}

/** The tracks of a WebM, one of the type given; 1 is pictures. */
export function tinyTracks(type: number): Buffer {
  return element(0x1654ae6b, element(0xae, element(0x83, Buffer.from([type]))));
}

/** The same as a WebM. */
export function tinyWebm(text: string): Buffer {
  const header = element(0x1a45dfa3, element(0x4282, Buffer.from("webm")));
  const cluster = element(0x1f43b675, element(0xa3, Buffer.from(text)));
  return Buffer.concat([header, element(0x18538067, Buffer.concat([tinyTracks(1), cluster]))]);
}
