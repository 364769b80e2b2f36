import type { MediaKind } from "@shotlist/schema";
import { fine, type Finding, type Rule } from "../rule.ts";
import type { Media } from "../../plan/plan.ts";

const lists: { readonly [kind in MediaKind]: string } = { image: "images", video: "videos", audio: "audios" };

/** What is given as an image is one, as far as the file or the data: URI says. */
export const mediaAreOfTheirKind: Rule = ({ intent: { references } }) => {
  if (references.length === 0) return fine;
  return references.flatMap(({ kind, media }, index): readonly Finding[] => {
    const found = kindOf(media);
    if (found === undefined || found === kind) return [];
    const message = `This is ${found === "video" ? "a video" : `an ${found}`}, where an ${kind} is expected`.replace(
      "an video",
      "a video",
    );
    return [
      {
        code: "media-kind",
        field: `reference ${index}`,
        message,
        instead: `put it under \`references.${lists[found]}\``,
      },
    ];
  });
};

function kindOf(media: Media): MediaKind | undefined {
  const type = media.from === "file" ? media.mediaType : media.from === "data" ? media.uri.slice("data:".length) : "";
  const [kind] = type.split("/");
  return kind === "image" || kind === "video" || kind === "audio" ? kind : undefined;
}
