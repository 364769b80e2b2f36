import { expect, it } from "vitest";
import type { ResolvedShot } from "../../model/shot.ts";
import { codec } from "./codec.ts";

const shot: ResolvedShot = {
  prompt: ["A watch turns"],
  model: "doubao-seedance-1-5-pro",
  duration: 5,
  resolution: "720p",
  ratio: "21:9",
  references: [],
  audio: false,
};
const media = () => "https://cdn.example.com/a.png";

it("sends the attempt's own id, by which a lost task can be found, and the address of the webhook", () => {
  const bindings = { media, clientId: "attempt-01", webhookUrl: "https://hooks.example.com/" };
  expect(codec.encodeSubmit(shot, bindings).body).toEqual({
    model: "doubao-seedance-1-5-pro",
    prompt: "A watch turns",
    duration: 5,
    aspect_ratio: "21:9",
    metadata: { resolution: "720p", audio: false },
    client_business_id: "attempt-01",
    callback_url: "https://hooks.example.com/",
  });
});

it("sends frames with their roles, never as bare addresses", () => {
  const references = (["first_frame", "last_frame"] as const).map((role) => ({
    kind: "image" as const,
    role,
    media: { from: "url" as const, url: media() },
  }));
  const body = codec.encodeSubmit({ ...shot, references }, { media }).body;
  expect(body["image_with_roles"]).toEqual([
    { url: media(), role: "first_frame" },
    { url: media(), role: "last_frame" },
  ]);
  expect(body).not.toHaveProperty("image_urls");
});

it.each<Partial<ResolvedShot>>([{ watermark: true }, { draft: true }, { serviceTier: "flex" }])(
  "never drops %j in silence",
  (changes) => {
    expect(() => codec.encodeSubmit({ ...shot, ...changes }, { media }).body).toThrow(/cannot say|no place/);
  },
);

it("says shape and sound of the Seedance 2 models at the top of the body, each medium with its role", () => {
  const url = "https://cdn.example.com/a";
  const references = [
    { kind: "image", role: "reference_image", media: { from: "url", url } },
    { kind: "video", role: "reference_video", media: { from: "url", url } },
    { kind: "audio", role: "reference_audio", media: { from: "url", url } },
  ] as const;
  const told = { ...shot, model: "seedance-2-5", references, returnLastFrame: true };
  const { body } = codec.encodeSubmit(told, { media });
  expect(body).toMatchObject({
    model: "seedance-2-5",
    image_with_roles: [{ role: "reference_image" }],
    video_with_roles: [{ role: "reference_video" }],
    audio_with_roles: [{ role: "reference_audio" }],
    resolution: shot.resolution,
    generate_audio: shot.audio,
    return_last_frame: true,
  });
  expect(body).not.toHaveProperty("metadata");
});
