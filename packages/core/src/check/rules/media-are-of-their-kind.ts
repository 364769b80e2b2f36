import type { MediaKind } from "@shotlist/schema";
import { fine, type Finding, type Rule } from "./rule.ts";
import type { Media } from "../../model/media.ts";

const lists: { readonly [kind in MediaKind]: string } = { image: "images", video: "videos", audio: "audios" };

/** The type of a file whose first bytes are unknown. */
const unknownType = "application/octet-stream";

const wayOut: { readonly [kind in MediaKind]: string } = {
  image: "use a picture such as a JPEG, PNG or WebP file",
  video: "use a clip such as an MP4 or MOV file",
  audio: "use a sound such as an MP3 or WAV file",
};

/** What is given as an image is one, as far as the file or the data: URI says. */
export const mediaAreOfTheirKind: Rule = ({ asked: { references } }) => {
  if (references.length === 0) return fine;
  return references.flatMap(({ kind, media }, index): readonly Finding[] => {
    if (media.from === "file" && media.mediaType === unknownType && media.url === undefined) {
      const what = media.bytes === 0 ? "is empty" : `is not a known kind of ${kind}`;
      return [
        {
          code: "asset-unreadable",
          field: `reference ${index}`,
          message: `${media.path} ${what}`,
          instead: wayOut[kind],
        },
      ];
    }
    const found = kindOf(media);
    if (found === undefined || found === kind) return [];
    const message = `This is ${found === "video" ? "a video" : `an ${found}`}, but an ${kind} is expected`.replace(
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
