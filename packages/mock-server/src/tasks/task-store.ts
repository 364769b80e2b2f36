import { createRecentKeys } from "../random/recent-keys.ts";
import type { Task } from "../vendor/task.ts";

/** Tasks by id, the newest `limit` of them. */
export interface TaskStore {
  readonly size: number;
  add(task: Task): void;
  get(id: string): Task | undefined;
  /** The newest task that was submitted under a client's own id. */
  findByClientId(format: string, clientId: string): Task | undefined;
  remove(id: string): void;
  /** All that are held, oldest first. */
  all(): IterableIterator<Task>;
  /** Tasks that were created, dropped ones included. */
  readonly created: number;
}

/** A store that forgets the oldest task when it is full, so that memory stays bounded; `onForgotten` sees each. */
export function createTaskStore(limit: number, onForgotten: (task: Task) => void = () => undefined): TaskStore {
  const tasks = new Map<string, Task>();
  const recent = createRecentKeys(limit);
  const idsByClientId = new Map<string, string>();
  let created = 0;

  const remove = (id: string): void => {
    const task = tasks.get(id);
    if (task === undefined) return;
    tasks.delete(id);
    onForgotten(task);
    const key = clientKey(task.format, task.requested.clientId);
    if (key !== undefined && idsByClientId.get(key) === id) idsByClientId.delete(key);
  };

  return {
    get size() {
      return tasks.size;
    },
    get created() {
      return created;
    },
    add(task) {
      created += 1;
      tasks.set(task.id, task);
      const key = clientKey(task.format, task.requested.clientId);
      if (key !== undefined) idsByClientId.set(key, task.id);
      const oldest = recent.push(task.id);
      if (oldest !== undefined) remove(oldest);
    },
    get: (id) => tasks.get(id),
    findByClientId: (format, clientId) => tasks.get(idsByClientId.get(clientKey(format, clientId) ?? "") ?? ""),
    remove,
    all: () => tasks.values(),
  };
}

function clientKey(format: string, clientId: string | undefined): string | undefined {
  return clientId === undefined ? undefined : `${format} ${clientId}`;
}
