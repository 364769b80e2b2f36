import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import type { Clip, Rate } from "./clip.ts";
import { runProgram } from "../programs/run-program.ts";

/** What `ffprobe -show_streams` prints of a stream, as far as it is read here. */
interface ProbedStream {
  readonly codec_type?: string;
  readonly duration?: string;
  readonly width?: number;
  readonly height?: number;
  readonly r_frame_rate?: string;
  readonly avg_frame_rate?: string;
  readonly color_space?: string;
  readonly color_transfer?: string;
  readonly sample_rate?: string;
  readonly channels?: number;
  readonly disposition?: { readonly attached_pic?: number };
  readonly side_data_list?: readonly { readonly rotation?: number }[];
  readonly tags?: { readonly DURATION?: string };
}

interface Probed {
  readonly streams?: readonly ProbedStream[];
  readonly format?: { readonly duration?: string };
}

const highRanges = new Set(["smpte2084", "arib-std-b67"]);

/** Reads with ffprobe what a film needs to know of a clip. Throws a `CommandError` where it has no picture that can be read. */
export async function probeClip(take: string, path: string): Promise<Clip> {
  const words = ["-v", "error", "-print_format", "json", "-show_streams", "-show_format", path];
  const probed: Probed = JSON.parse(await runProgram("ffprobe", words));
  return toClip({ take, path }, probed);
}

/** The clip that the output of ffprobe describes. */
export function toClip(at: { readonly take: string; readonly path: string }, probed: Probed): Clip {
  const streams = probed.streams ?? [];
  const picture = streams.find((stream) => stream.codec_type === "video" && stream.disposition?.attached_pic !== 1);
  const sound = streams.find(({ codec_type }) => codec_type === "audio");
  const seconds = picture === undefined ? Number.NaN : secondsOf(picture, probed);
  const rate = rateOf(picture?.r_frame_rate) ?? rateOf(picture?.avg_frame_rate);
  const { width = 0, height = 0 } = picture ?? {};
  if (picture === undefined || !(seconds > 0) || rate === undefined || width === 0 || height === 0) {
    throw new CommandError(`The clip of ${at.take} has no picture that ffprobe can read: ${at.path}`, {
      code: "clip_unreadable",
      exitCode: ExitCode.failed,
      hint: "shotlist verify checks every stored clip",
    });
  }
  const isTurned =
    Math.abs(picture.side_data_list?.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0) % 180 === 90;
  const transfer = picture.color_transfer;
  return {
    ...at,
    seconds,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    rate,
    colorSpace: picture.color_space === "unknown" ? undefined : picture.color_space,
    highRange: transfer !== undefined && highRanges.has(transfer) ? transfer : undefined,
    sound: sound === undefined ? undefined : { sampleRate: Number(sound.sample_rate), channels: sound.channels ?? 0 },
  };
}

/** Of the picture where it is written; Matroska writes it as a tag, or for the whole file alone. */
function secondsOf({ duration, tags }: ProbedStream, { format }: Probed): number {
  if (duration !== undefined) return Number(duration);
  const written = /^(?<hours>\d+):(?<minutes>\d+):(?<seconds>[\d.]+)$/.exec(tags?.DURATION ?? "")?.groups;
  if (written === undefined) return Number(format?.duration);
  return Number(written["hours"]) * 3600 + Number(written["minutes"]) * 60 + Number(written["seconds"]);
}

/** A variable rate has no `r_frame_rate` that a film could be cut at: anything above 120 is one. */
function rateOf(text: string | undefined): Rate | undefined {
  const [numerator = 0, denominator = 0] = (text ?? "").split("/").map(Number);
  const perSecond = numerator / denominator;
  return perSecond > 0 && perSecond <= 120 ? { numerator, denominator } : undefined;
}
