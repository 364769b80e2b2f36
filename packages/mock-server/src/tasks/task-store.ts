import type { Task } from "./task.ts";

/** Tasks by id, the newest `limit` of them. */
export interface TaskStore {
  readonly size: number;
  add(task: Task): void;
  get(id: string): Task | undefined;
  remove(id: string): void;
  /** All that are held, oldest first. */
  all(): IterableIterator<Task>;
  /** Tasks that were created, dropped ones included. */
  readonly created: number;
  clear(): void;
}

/** A store that forgets the oldest task when it is full, so that memory stays bounded. */
export function createTaskStore(limit: number): TaskStore {
  const tasks = new Map<string, Task>();
  let created = 0;
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
      if (tasks.size > limit) {
        const oldest = tasks.keys().next();
        if (oldest.done !== true) tasks.delete(oldest.value);
      }
    },
    get: (id) => tasks.get(id),
    remove: (id) => void tasks.delete(id),
    all: () => tasks.values(),
    clear() {
      tasks.clear();
      created = 0;
    },
  };
}
