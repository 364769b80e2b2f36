import { createHash } from "node:crypto";
import type { DecisionResult, PageData } from "../contact-sheet/page-data.ts";
import { toPage } from "../contact-sheet/page.ts";
import type { SheetClip } from "../contact-sheet/sheet.ts";
import type { Decision } from "../contact-sheet/page-data.ts";
import { CommandError } from "../world/errors.ts";
import { readDecisions } from "../review/read-decisions.ts";
import { refuse, type Answer } from "./answer.ts";
import { clipAnswer } from "./clip-answer.ts";
import type { ReviewRequest } from "./serve-review.ts";

interface ReviewSource {
  /** Reads everything afresh. */
  readonly load: () => Promise<PageData>;
  readonly apply: (decisions: readonly Decision[]) => Promise<readonly DecisionResult[]>;
  /** The clips that `load` has named, by their hash. */
  readonly clips: ReadonlyMap<string, Pick<SheetClip, "path" | "mediaType">>;
}

/** What the server of a review answers: the page, its data, its clips, and what became of decisions. */
export function reviewAnswers({ load, apply, clips }: ReviewSource): (request: ReviewRequest) => Promise<Answer> {
  return async ({ method, path, header, body }) => {
    const [first = "", second = ""] = path.split("/");
    if (first === "decisions") {
      if (method !== "POST") return refuse(405, "Decisions are posted");
      if (header("content-type") !== "application/json") return refuse(415, "Decisions are JSON");
      return decide(await body(), apply);
    }
    if (method !== "GET" && method !== "HEAD") return refuse(405, "Only decisions are posted");
    if (path === "") return page(await load());
    if (path === "data") return data(await load(), header("if-none-match"));
    const clip = first === "clips" ? clips.get(second) : undefined;
    return clip === undefined
      ? refuse(404, "There is nothing here")
      : clipAnswer(clip.path, clip.mediaType, header("range"));
  };
}

function page(loaded: PageData): Answer {
  return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: toPage(loaded) };
}

function data(loaded: PageData, seen: string | undefined): Answer {
  const body = JSON.stringify(loaded);
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  if (seen === etag) return { status: 304, headers: { etag } };
  return { status: 200, headers: { etag, "content-type": "application/json" }, body };
}

async function decide(text: string, apply: ReviewSource["apply"]): Promise<Answer> {
  try {
    const results = await apply(readDecisions(text, "The request"));
    return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ results }) };
  } catch (error) {
    if (error instanceof CommandError) return refuse(400, error.message);
    throw error;
  }
}
