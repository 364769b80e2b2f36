import { execa } from "execa";

export interface Probed {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly frames: number;
  readonly codecs: readonly string[];
}

/** What ffprobe says of a clip; frames are counted by decoding them all, or by the container's packets alone. */
export async function probe(file: string, counting: "frames" | "packets" = "frames"): Promise<Probed> {
  const { stdout } = await execa("ffprobe", [
    "-v",
    "error",
    `-count_${counting}`,
    "-show_streams",
    "-show_format",
    "-of",
    "json",
    file,
  ]);
  const {
    streams,
    format,
  }: {
    streams: readonly {
      codec_type: string;
      codec_name: string;
      width: number;
      height: number;
      nb_read_frames?: string;
      nb_read_packets?: string;
    }[];
    format: { duration: string };
  } = JSON.parse(stdout);
  const picture = streams.find((stream) => stream.codec_type === "video");
  if (!picture) throw new Error(`${file} holds no picture`);
  return {
    width: picture.width,
    height: picture.height,
    seconds: Number(format.duration),
    frames: Number(picture.nb_read_frames ?? picture.nb_read_packets),
    codecs: streams.map((stream) => stream.codec_name),
  };
}
