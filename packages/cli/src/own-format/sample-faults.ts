import { compileStoryboard, noFiles, type Diagnostic } from "@shotlist/core";
import { factsOf, type FormatId, type Role } from "@shotlist/schema";
import type { FormatFolder } from "./read-folder.ts";

/** Compiles a shot for each model, with each role that it takes: what the request's schema refuses is the format's fault. */
export function sampleFaults(id: FormatId, { data }: FormatFolder): readonly Diagnostic[] {
  const document = data.get("request") ?? data.get("facts");
  if (document === undefined) return [];
  return factsOf(id).models.flatMap((model) => {
    const roles = Object.keys(model.roles).filter((role) => role !== "last_frame");
    return [undefined, ...roles].flatMap((role) => {
      const shot = {
        id: "sample",
        prompt: "A sample",
        model: model.id,
        duration: model.duration.value.min,
        resolution: model.resolutions.value[0],
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a model's roles
        ...(role === undefined ? {} : mediaOf(role as Role)),
        ...(role === "first_frame" ? {} : { ratio: (model.textRatios ?? model.ratios).value[0] }),
      };
      const text = JSON.stringify({ shotlist: 1, name: "sample", provider: id, shots: [shot] });
      const { diagnostics } = compileStoryboard({ file: "sample.yaml", text }, { files: noFiles });
      const what = role === undefined ? "" : ` and a ${role}`;
      return diagnostics
        .filter(({ code }) => code === "request-invalid")
        .map(({ message }) =>
          document.faultAt("/parts", `The request for ${model.id}${what} is rejected by its own schema: ${message}`),
        );
    });
  });
}

function mediaOf(role: Role): object {
  const url = {
    image: "https://example.com/a.png",
    video: "https://example.com/a.mp4",
    audio: "https://example.com/a.mp3",
  };
  switch (role) {
    case "first_frame":
      return { firstFrame: url.image };
    case "last_frame":
      return { firstFrame: url.image, lastFrame: url.image };
    case "reference_image":
      return { references: { images: [url.image] } };
    case "reference_video":
      return { references: { videos: [url.video] } };
    case "reference_audio":
      return { references: { images: [url.image], audios: [url.audio] } };
    default:
      return role satisfies never;
  }
}
