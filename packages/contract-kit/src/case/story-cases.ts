import { factsOf, present } from "@shotlist/schema";
import type { CanonicalStatus, FormatRef, JsonValue, OperationName, Provenance } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { cancellable } from "../oracle/belief.ts";
import { levelOf } from "../check/level-of.ts";
import type { Case, StoryName } from "./case.ts";
import { exampleBodies } from "./example-bodies.ts";

/** Cases about the life of a task: its statuses, its link, and every operation that the format offers on it. */
export function storyCases(format: FormatRef): readonly Case[] {
  const { operations, webhook, statuses, linkLifeSeconds } = factsOf(format);
  const [body] = exampleBodies(format);
  if (body === undefined) throw new Error(`the fixtures of ${format} have no documented body of a submit`);
  const told = (
    story: StoryName,
    operation: OperationName | "webhook" | "download",
    title: string,
    provenance: Provenance,
  ): Case => storyCase(format, { story, operation, title, provenance, body });
  const offered = (
    story: StoryName,
    operation: "cancel" | "list" | "lookup" | "content",
    title: string,
  ): readonly Case[] => {
    const found = operations[operation];
    return found === undefined ? [] : [told(story, operation, title, found.provenance)];
  };
  const polled = operations.poll?.provenance ?? { grade: "assumed" };
  return [
    ...exampleBodies(format).map((example, index) => ({
      ...storyCase(format, {
        story: "runs-to-its-end",
        operation: "poll",
        title: "runs a task from submit to end and delivers the clip",
        provenance: polled,
        body: example,
      }),
      id: `lifecycle/runs-to-its-end-${index + 1}`,
    })),
    told("two-tasks-stay-apart", "poll", "creates two tasks for two submits with the same body", polled),
    told("hides-from-strangers", "poll", "does not show a task without its key", polled),
    ...(contractOf(format).places.videoUrl.length === 0
      ? []
      : [told("link-expires", "download", "expires the link of a clip", linkLifeSeconds.provenance)]),
    ...(cancellable(format).has("queued") ? offered("cancels-a-waiting-task", "cancel", "cancels a waiting task") : []),
    ...(cancellable(format).has("running")
      ? []
      : offered("keeps-a-running-task", "cancel", "refuses to cancel a running task")),
    ...offered("removes-an-ended-task", "cancel", "answers the cancel of an ended task"),
    ...offered("lists-a-task", "list", "lists an accepted task"),
    ...(operations.lookup === undefined
      ? []
      : offered("finds-by-client-id", "lookup", "finds a task by the client's own id")),
    ...offered("hands-out-content", "content", "delivers the clip to requests with the key"),
    ...(webhook === undefined
      ? []
      : [told("calls-back", "webhook", "calls the webhook when the task has ended", webhook.provenance)]),
    ...endings(statuses).map(({ ending, provenance }) => ({
      ...storyCase(format, {
        story: "ends-as",
        operation: "poll",
        title: `reports a task that ends as ${ending}`,
        provenance,
        body,
        ending,
      }),
      id: `lifecycle/ends-as-${ending}`,
    })),
  ];
}

function endings(
  statuses: readonly { readonly canonical: CanonicalStatus; readonly provenance: Provenance }[],
): readonly { readonly ending: CanonicalStatus; readonly provenance: Provenance }[] {
  return (["failed", "expired", "cancelled"] as const).flatMap((ending) => {
    const found = statuses.find(({ canonical }) => canonical === ending);
    return found === undefined ? [] : [{ ending, provenance: found.provenance }];
  });
}

function storyCase(
  format: FormatRef,
  {
    story,
    operation,
    title,
    provenance,
    body,
    ending,
  }: {
    readonly story: StoryName;
    readonly operation: Case["operation"];
    readonly title: string;
    readonly provenance: Provenance;
    readonly body: JsonValue;
    readonly ending?: CanonicalStatus;
  },
): Case {
  return {
    id: `lifecycle/${story}`,
    format,
    operation,
    title,
    rule: `lifecycle: ${story}`,
    provenance,
    level: levelOf(provenance),
    request: { kind: "story", story, body, ...present({ ending }) },
    expectation: { kind: "as told" },
    bills: true,
  };
}
