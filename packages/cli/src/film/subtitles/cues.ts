/** One text on the screen. Times in milliseconds. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** A mistake in a subtitle file; lines count from 1. */
export class SubtitleError extends Error {
  override readonly name = "SubtitleError";
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

const timing =
  /^\s*(?:(?<h1>\d+):)?(?<m1>\d{1,2}):(?<s1>\d{1,2})[.,](?<f1>\d{1,3})\s*-->\s*(?:(?<h2>\d+):)?(?<m2>\d{1,2}):(?<s2>\d{1,2})[.,](?<f2>\d{1,3})(?:\s.*)?$/;

/**
 * Reads SRT or WebVTT. Cue settings of WebVTT, its styles, regions and notes are left out: MP4 subtitles have no place for them.
 * Throws `SubtitleError` for a block that is neither a cue nor a note.
 */
export function readCues(text: string): readonly Cue[] {
  const lines = text.replace(/^\uFEFF/u, "").split(/\r\n|\r|\n/u);
  const cues: Cue[] = [];
  let at = /^WEBVTT(?:\s|$)/u.test(lines[0] ?? "") ? afterBlock(lines, 0) : 0;
  while (at < lines.length) {
    if ((lines[at] ?? "").trim() === "") at += 1;
    else if (/^(?:NOTE|STYLE|REGION)(?:\s|$)/u.test(lines[at] ?? "")) at = afterBlock(lines, at);
    else {
      const end = afterBlock(lines, at);
      const cue = readCue(lines.slice(at, end), at + 1);
      if (cue.text !== "") cues.push(cue);
      at = end;
    }
  }
  return cues;
}

function afterBlock(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, index) => index > from && line.trim() === "");
  return end === -1 ? lines.length : end;
}

function readCue(block: readonly string[], line: number): Cue {
  // The first line may be a number or a name.
  const at = timing.test(block[0] ?? "") ? 0 : 1;
  const groups = timing.exec(block[at] ?? "")?.groups;
  if (groups === undefined) {
    throw new SubtitleError(
      `expected a time such as 00:00:01,000 --> 00:00:03,500, found ${JSON.stringify((block[at] ?? block[0] ?? "").slice(0, 60))}`,
      line + at,
    );
  }
  const startMs = milliseconds(groups, "1");
  const endMs = milliseconds(groups, "2");
  if (endMs <= startMs) throw new SubtitleError("the end time is not after the start time", line + at);
  return {
    startMs,
    endMs,
    text: block
      .slice(at + 1)
      .join("\n")
      .trim(),
  };
}

function milliseconds(groups: Readonly<Record<string, string | undefined>>, which: "1" | "2"): number {
  const [hours = 0, minutes = 0, seconds = 0] = ["h", "m", "s"].map((unit) => Number(groups[`${unit}${which}`] ?? 0));
  const fraction = (groups[`f${which}`] ?? "0").padEnd(3, "0");
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number(fraction);
}

/** The cues as SRT. */
export function toSrt(cues: readonly Cue[]): string {
  return cues
    .map(({ startMs, endMs, text }, index) => `${index + 1}\n${clock(startMs)} --> ${clock(endMs)}\n${text}\n`)
    .join("\n");
}

function clock(ms: number): string {
  const whole = Math.floor(ms / 1000);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${parts.join(":")},${String(ms % 1000).padStart(3, "0")}`;
}
