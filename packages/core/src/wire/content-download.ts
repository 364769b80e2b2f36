import type { FormatFacts } from "@shotlist/schema";
import type { ClipDownload } from "./codec.ts";

/** The call by which a format returns the clip of a task; nothing where it has none, or the answer named no task. */
export function contentDownload(taskId: string | undefined, facts: FormatFacts): ClipDownload | undefined {
  const path = facts.operations.content?.path;
  if (path === undefined || taskId === undefined) return undefined;
  return { path: path.replace("{id}", () => encodeURIComponent(taskId)) };
}
