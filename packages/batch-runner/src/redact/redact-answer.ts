import type { Task } from "@shotlist/core";
import { holdsKey } from "./key-forms.ts";
import { redactText } from "./redact.ts";

/** A task whose free texts may be kept and shown. Ids and links are what they are: ids are kept whole, links never. */
export function redactTask(task: Task, key: string | undefined): Task {
  const clean = (text: string): string => redactText(text, key);
  const common = { ...task, wireStatus: clean(task.wireStatus), warnings: task.warnings.map(clean) };
  switch (common.status) {
    case "queued":
    case "running":
      return common;
    case "succeeded":
      return common.model === undefined ? common : { ...common, model: clean(common.model) };
    case "failed":
    case "expired":
    case "cancelled": {
      const { code, message } = common.failure;
      return {
        ...common,
        failure: { message: clean(message), ...(code === undefined ? {} : { code: clean(code) }) },
      };
    }
    default:
      throw new Error(`no such task: ${JSON.stringify(common satisfies never)}`);
  }
}

/**
 * Whether an id can be kept as it is: what would have to be cut out of it is a key or a signed address. It becomes a part of a
 * path, so it is not a step up in one.
 */
export function isKeepable(id: string, key: string | undefined): boolean {
  return !holdsKey(id, key) && redactText(id) === id && id !== "." && id !== "..";
}
