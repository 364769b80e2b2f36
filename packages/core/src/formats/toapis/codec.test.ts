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

it.each<Partial<ResolvedShot>>([
  { watermark: true },
  { returnLastFrame: true },
  { serviceTier: "flex" },
  { references: [{ kind: "image", role: "reference_image", media: { from: "url", url: media() } }] },
])("never drops %j in silence", (changes) => {
  expect(() => codec.encodeSubmit({ ...shot, ...changes }, { media }).body).toThrow(/cannot say|no place/);
});
