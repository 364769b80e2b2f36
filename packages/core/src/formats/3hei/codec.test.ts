import { expect, it } from "vitest";
import { codec } from "./codec.ts";

it("writes both roles where two images are sent", () => {
  const roles = ["first_frame", "last_frame"] as const;
  const media = { from: "url", url: "https://cdn.example.com/a.png" } as const;
  const shot = {
    prompt: ["A flower opens"],
    model: "doubao-seedance-2-0",
    duration: 5,
    resolution: "720p",
    references: roles.map((role) => ({ kind: "image" as const, role, media })),
    audio: true,
  };
  expect(codec.encodeSubmit(shot, { media: () => media.url }).body).toEqual({
    model: "doubao-seedance-2-0",
    content: [
      { type: "text", text: "A flower opens" },
      { type: "image_url", image_url: { url: media.url }, role: "first_frame" },
      { type: "image_url", image_url: { url: media.url }, role: "last_frame" },
    ],
    resolution: "720p",
    duration: 5,
    generate_audio: true,
  });
});
