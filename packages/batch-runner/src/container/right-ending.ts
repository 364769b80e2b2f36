import type { Container } from "./judgement.ts";

/** Endings under which programs know a container; the first is its own. */
const endings: Readonly<Record<Container, readonly string[]>> = {
  // QuickTime's players take an MP4 for a MOV; not the other way round.
  mp4: ["mp4", "m4v", "mov"],
  mov: ["mov", "qt"],
  webm: ["webm"],
  mkv: ["mkv"],
};
const videoEndings: ReadonlySet<string> = new Set(Object.values(endings).flat());

export const mediaTypes: Readonly<Record<Container, string>> = {
  mp4: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
  mkv: "video/x-matroska",
};

/** A path with an ending that fits what the file is stored in: the same where it does already, or is of no video at all. */
export function withRightEnding(
  path: string,
  container: Container,
  isTaken: (path: string) => boolean = () => false,
): string {
  const dot = path.lastIndexOf(".");
  const ending = path.slice(dot + 1).toLowerCase();
  const isOther = videoEndings.has(ending) && !endings[container].includes(ending);
  if (!isOther) return path;
  const exchanged = `${path.slice(0, dot)}.${container}`;
  // Another take has asked for that very name.
  return isTaken(exchanged) ? `${path}.${container}` : exchanged;
}
