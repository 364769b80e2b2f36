import type { Provenance } from "../../facts/provenance.ts";
import type { UploadFact } from "../../facts/upload-fact.ts";

const page: Provenance = { grade: "public", source: "RelayDance: upload files" };

/** Where local files go. The page names neither types nor sizes, no price and no end; billing lists what is made alone. */
export const uploads: readonly UploadFact[] = [
  {
    kinds: ["image", "video", "audio"],
    path: "/v1/files",
    field: "file",
    urlAt: ["url"],
    idAt: ["id"],
    lifeSeconds: { value: 86_400, provenance: { grade: "assumed" } },
    refusals: {},
    provenance: page,
  },
];
