import { describe, expect, test } from "vitest";
import { clipWith } from "../testing/film.ts";
import { toEdl } from "./edl.ts";
import type { Film } from "./film.ts";
import { toOtio } from "./otio.ts";

const clips = [
  clipWith({ take: "reveal[lang=en]", path: "/clips/a.mp4" }),
  clipWith({ take: "detail[lang=en]", path: "/clips/b c.mp4", seconds: 4, sound: undefined }),
];
const film: Pick<Film, "clips" | "rate" | "sound"> = {
  clips,
  rate: { numerator: 24, denominator: 1 },
  sound: { kind: "keep" },
};

interface Item {
  readonly OTIO_SCHEMA: string;
  readonly kind?: string;
  readonly source_range?: { readonly duration: { readonly value: number; readonly rate: number } };
  readonly children?: readonly Item[];
  readonly media_references?: Readonly<Record<string, { readonly target_url: string }>>;
}

describe("OpenTimelineIO", () => {
  const timeline: { readonly OTIO_SCHEMA: string; readonly tracks: Item } = JSON.parse(toOtio("board film", film));
  const tracks = timeline.tracks.children ?? [];

  test("is a timeline with a stack of a picture and a sound track", () => {
    expect(timeline.OTIO_SCHEMA).toBe("Timeline.1");
    expect(timeline.tracks.OTIO_SCHEMA).toBe("Stack.1");
    expect(tracks.map(({ OTIO_SCHEMA, kind }) => [OTIO_SCHEMA, kind])).toEqual([
      ["Track.1", "Video"],
      ["Track.1", "Audio"],
    ]);
  });

  test("each clip names its file and its length, and silence is a gap of the same length", () => {
    const shown = tracks.map(({ children = [] }) =>
      children.map((child) => [
        child.OTIO_SCHEMA,
        child.source_range?.duration.value,
        child.media_references?.["DEFAULT_MEDIA"]?.target_url,
      ]),
    );
    expect(shown).toEqual([
      [
        ["Clip.2", 120, "file:///clips/a.mp4"],
        ["Clip.2", 96, "file:///clips/b%20c.mp4"],
      ],
      [
        ["Clip.2", 120, "file:///clips/a.mp4"],
        ["Gap.1", 96, undefined],
      ],
    ]);
  });

  test.each(["none", "track"] as const)("has no track of the clips' sound where the film's is %s", (kind) => {
    const sound = kind === "none" ? { kind } : { kind, path: "/theme.mp3" };
    const { tracks: stack }: { readonly tracks: Item } = JSON.parse(toOtio("film", { ...film, sound }));
    expect(stack.children).toHaveLength(1);
  });
});

test("an EDL counts pictures from one hour on", () => {
  expect(toEdl("board film", film)).toBe(`TITLE: board film
FCM: NON-DROP FRAME

001  AX       AA/V  C        00:00:00:00 00:00:05:00 01:00:00:00 01:00:05:00
* FROM CLIP NAME: a.mp4
* COMMENT: reveal[lang=en]

002  AX       V     C        00:00:00:00 00:00:04:00 01:00:05:00 01:00:09:00
* FROM CLIP NAME: b c.mp4
* COMMENT: detail[lang=en]
`);
});
