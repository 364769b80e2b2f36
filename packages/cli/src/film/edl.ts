import { basename } from "node:path";
import { framesPerSecond } from "./clip.ts";
import { picturesOf, type Film } from "./film.ts";

/** Editing programs begin a film at one hour, so that there is room before it. */
const startHour = 1;

/** The film as an edit decision list (CMX 3600), which editing programs without OpenTimelineIO read. */
export function toEdl(name: string, { clips, rate }: Pick<Film, "clips" | "rate">): string {
  // Time codes count whole pictures: 29.97 a second are counted as 30, without dropping any.
  const counted = Math.round(framesPerSecond(rate));
  let at = startHour * 3600 * counted;
  const events = clips.map((clip, index) => {
    const pictures = picturesOf(clip, rate);
    const times = [0, pictures, at, at + pictures].map((picture) => timecode(picture, counted)).join(" ");
    at += pictures;
    const number = String(index + 1).padStart(3, "0");
    const channels = clip.sound === undefined ? "V    " : "AA/V ";
    return `${number}  AX       ${channels} C        ${times}\n* FROM CLIP NAME: ${basename(clip.path)}\n* COMMENT: ${clip.take}\n`;
  });
  return `TITLE: ${name}\nFCM: NON-DROP FRAME\n\n${events.join("\n")}`;
}

function timecode(picture: number, perSecond: number): string {
  const seconds = Math.floor(picture / perSecond);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, picture % perSecond];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
