import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Container } from "../container/judgement.ts";

/** What became of cutting a picture. */
export type CutFrame =
  | { readonly png: Uint8Array; readonly problem?: undefined }
  /** Nothing on this machine can cut it. */
  | { readonly problem: "no-cutter" }
  /** What the program itself said. */
  | { readonly problem: "failed"; readonly words: string };

/** Cuts pictures out of clips, for vendors that return no last frame. */
export interface FrameCutter {
  /** The last picture of a clip as PNG, in the colours in which a browser shows it. */
  lastFrame(clip: Uint8Array, container: Container): Promise<CutFrame>;
}

/**
 * Seconds before the end at which decoding begins; then all of it. The end is that of the file: where its sound lasts longer, or
 * its last picture is held, the tail has no picture.
 */
const tails = [["-sseof", "-2"], []] as const;
const timeoutMs = 300_000;

/** A name picks the reader: a file that came from elsewhere is never taken for a playlist that names others. */
const demuxers: Readonly<Record<Container, string>> = { mp4: "mov", mov: "mov", webm: "matroska", mkv: "matroska" };

/** Cuts with the `ffmpeg` on the path of this machine; without ffmpeg, nothing is cut. */
export function createFfmpegCutter(): FrameCutter {
  return {
    lastFrame: async (clip, container) => {
      const folder = await mkdtemp(join(tmpdir(), "shotlist-frame-"));
      const input = join(folder, `clip.${container}`);
      const output = join(folder, "frame.png");
      const reading = ["-v", "error", "-protocol_whitelist", "file", "-f", demuxers[container]];
      try {
        await writeFile(input, clip);
        const filter = await browserColours([...reading, input]);
        for (const tail of tails) {
          // `-update` writes every picture over the one before: the last one stays. Pictures next to the film are not it.
          const words = [
            ...reading,
            ...tail,
            "-i",
            input,
            "-map",
            "0:V:0",
            "-vf",
            filter,
            "-update",
            "1",
            "-y",
            output,
          ];
          await run("ffmpeg", ["-nostdin", ...words]);
          const png = await readFile(output).catch(() => undefined);
          if (png !== undefined) return { png };
        }
        return { problem: "failed", words: "it found no frame in the clip" };
      } catch (error) {
        return problemOf(error, folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const run = (program: string, words: readonly string[]): Promise<{ readonly stdout: string }> =>
  promisify(execFile)(program, [...words], { timeout: timeoutMs });

/** From this height on, browsers take a clip that does not say its colours for high definition. */
const highDefinition = 720;

/**
 * Pictures of eight bits, in full range and with square pixels. Where a clip names no matrix, browsers go by its height, and
 * ffmpeg would not. What is left of the clip's own colour words would only make viewers correct the colours twice.
 */
async function browserColours(input: readonly string[]): Promise<string> {
  const entries = ["-select_streams", "V:0", "-show_entries", "stream=height,color_space", "-of", "json"];
  // Without ffprobe it is ffmpeg that decides.
  const { stdout } = await run("ffprobe", [...input, ...entries]).catch(() => ({ stdout: "{}" }));
  const { streams: [stream] = [] }: { streams?: readonly { height?: number; color_space?: string }[] } =
    JSON.parse(stdout);
  const isSaid = stream?.height === undefined || (stream.color_space ?? "unknown") !== "unknown";
  const matrix = isSaid ? "auto" : (stream.height ?? 0) >= highDefinition ? "bt709" : "bt601";
  const flags = "bicubic+accurate_rnd+full_chroma_int+full_chroma_inp";
  return [
    `scale=w=iw*sar:h=ih:in_color_matrix=${matrix}:out_range=pc:flags=${flags}`,
    "setsar=1",
    "format=rgb24",
    "setparams=color_primaries=unknown:color_trc=unknown:colorspace=unknown",
  ].join(",");
}

function problemOf(error: unknown, folder: string): CutFrame {
  if (!(error instanceof Error)) throw error;
  if ("code" in error && error.code === "ENOENT") return { problem: "no-cutter" };
  if ("killed" in error && error.killed === true) {
    return { problem: "failed", words: `it took longer than ${timeoutMs / 1000} seconds` };
  }
  const said = "stderr" in error && typeof error.stderr === "string" ? error.stderr : error.message;
  // Its last line is what it gave up with; the names of temporary files help nobody.
  const words = said.trim().split("\n").at(-1)?.replaceAll(`${folder}/`, "").slice(0, 300) ?? "";
  return { problem: "failed", words: words === "" ? "it gave no reason" : words };
}
