import type { Provenance } from "../../facts/provenance.ts";
import type { UploadFact } from "../../facts/upload-fact.ts";

const images: Provenance = { grade: "public", source: "ToAPIs: upload image" };
const videos: Provenance = { grade: "public", source: "ToAPIs: upload video" };

const common = {
  field: "file",
  urlAt: ["data", "url"],
  idAt: ["data", "id"],
  around: { success: true, message: "" },
  // The pages say that an address can be used again, and not for how long.
  lifeSeconds: { value: 86_400, provenance: { grade: "assumed" } },
} as const;

/** Where local pictures and clips go. There is no endpoint for sounds, and neither page names a price. */
export const uploads: readonly UploadFact[] = [
  {
    ...common,
    kinds: ["image"],
    path: "/v1/uploads/images",
    mediaTypes: ["image/jpeg", "image/png", "image/webp", "image/gif"],
    maxBytes: 10 * 1024 * 1024,
    refusals: {
      mediaType: {
        httpStatus: 400,
        body: { success: false, message: "Unsupported image type. Allowed: JPEG, PNG, WebP, GIF" },
        provenance: images,
      },
      tooLarge: {
        httpStatus: 400,
        body: { success: false, message: "Image too large. Maximum size is 10MB" },
        provenance: images,
      },
    },
    provenance: images,
  },
  {
    ...common,
    kinds: ["video"],
    path: "/v1/uploads/videos",
    mediaTypes: ["video/mp4", "video/webm", "video/quicktime"],
    maxBytes: 50 * 1024 * 1024,
    refusals: {
      mediaType: {
        httpStatus: 400,
        body: { success: false, message: "Unsupported or invalid video file. Allowed: MP4, WebM, MOV" },
        provenance: videos,
      },
      tooLarge: {
        httpStatus: 400,
        body: { success: false, message: "Video too large. Maximum size is 50MB" },
        provenance: videos,
      },
    },
    provenance: videos,
  },
];
