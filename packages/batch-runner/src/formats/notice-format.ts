import { factsOf, formatIds, isFormatId, present, type CanonicalStatus, type WebhookSignature } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import type { Notice } from "../ports/notices.ts";

/** No vendor's id is as long. */
const idAtMost = 200;

/** How a format's webhooks are read. */
export interface NoticeFormat {
  readonly format: string;
  /** What a body says of a task; `undefined` where it is not a webhook of this format about a task. */
  readonly read: (body: unknown) => Notice | undefined;
  readonly signature?: WebhookSignature;
}

/** The formats among some, or among all, that document webhooks about tasks. */
export function noticeFormatsOf(formats: readonly string[] = formatIds): readonly NoticeFormat[] {
  return [...new Set(formats)].flatMap((format) => noticeFormatOf(format) ?? []);
}

function noticeFormatOf(format: string): NoticeFormat | undefined {
  if (!isFormatId(format)) return undefined;
  const { webhook, webhookSignature, statuses } = factsOf(format);
  if (webhook === undefined) return undefined;
  const { places, webhookStatuses = [] } = contractOf(format);
  const canonical = new Map<unknown, CanonicalStatus>(
    [...statuses, ...webhookStatuses].map(({ word, canonical: status }) => [word, status]),
  );
  const { webhookTaskId = [], webhookStatus = [] } = places;
  return {
    format,
    read(body) {
      const taskId = firstText(body, webhookTaskId);
      if (taskId === undefined || taskId.length > idAtMost) return undefined;
      const status = canonical.get(firstText(body, webhookStatus));
      return { format, taskId, isOpen: status === "queued" || status === "running" };
    },
    ...present({ signature: webhookSignature?.value }),
  };
}

function firstText(body: unknown, pointers: readonly string[]): string | undefined {
  return pointers.map((pointer) => textAt(body, pointer)).find((text) => text !== undefined);
}

function textAt(body: unknown, pointer: string): string | undefined {
  let value = body;
  for (const step of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return typeof value === "string" && value !== "" ? value : undefined;
}
