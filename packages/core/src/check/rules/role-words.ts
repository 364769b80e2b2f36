import type { Role } from "@shotlist/schema";

/** What messages call a role. */
export const roleWords: { readonly [name in Role]: string } = {
  first_frame: "first frame",
  last_frame: "last frame",
  reference_image: "reference images",
  reference_video: "reference videos",
  reference_audio: "reference audios",
};
