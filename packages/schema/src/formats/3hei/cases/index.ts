import { contentTaskPlaces } from "../../../contract/content-task-places.ts";
import type { FormatContract } from "../../../contract/contract.ts";

/** 3hei: the upstream's task object, as assumed. */
export const contract: FormatContract = {
  places: contentTaskPlaces,
  cases: [
    {
      id: "generated-curl",
      title: "refuses the request that the document's own generator prints, whose text entry has no text",
      operation: "submit",
      provenance: { grade: "documented", source: "seed 004" },
      request: {
        body: {
          model: "doubao-seedance-2-0-fast",
          content: [{ type: "text" }],
          resolution: "720p",
          ratio: "16:9",
          duration: 5,
        },
      },
      expects: { kind: "refused", occasion: "invalid_request" },
    },
  ],
};
