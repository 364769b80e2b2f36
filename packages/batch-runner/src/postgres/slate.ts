/** What was written since a moment, so that it can be undone. */
export interface Undo {
  readonly note: (undo: () => void) => void;
  readonly mark: () => number;
  readonly back: (mark: number) => void;
}

export function createUndo(): Undo {
  const steps: (() => void)[] = [];
  return {
    note: (undo) => void steps.push(undo),
    mark: () => steps.length,
    back(mark) {
      while (steps.length > mark) steps.pop()?.();
    },
  };
}

/** Entries that were loaded, and what was written over them since. Values are never changed, only replaced. */
export interface Slate<Value> {
  /** Whether it is known what there is under a key, be it nothing. */
  readonly knows: (key: string) => boolean;
  readonly get: (key: string) => Value | undefined;
  readonly put: (key: string, value: Value) => void;
  readonly load: (key: string, value: Value | undefined) => void;
  readonly values: () => IterableIterator<Value>;
  /** What was written, and what was loaded before it. */
  readonly changes: () => readonly { readonly now: Value; readonly before: Value | undefined }[];
}

export function createSlate<Value>(undo: Undo): Slate<Value> {
  const loaded = new Map<string, Value | undefined>();
  const current = new Map<string, Value>();
  const written = new Set<string>();
  return {
    knows: (key) => loaded.has(key) || current.has(key),
    get: (key) => current.get(key),
    put(key, value) {
      const before = current.get(key);
      const wasWritten = written.has(key);
      undo.note(() => {
        if (before === undefined) current.delete(key);
        else current.set(key, before);
        if (!wasWritten) written.delete(key);
      });
      current.set(key, value);
      written.add(key);
    },
    load(key, value) {
      if (loaded.has(key)) return;
      loaded.set(key, value);
      if (value !== undefined && !current.has(key)) current.set(key, value);
    },
    values: () => current.values(),
    changes: () =>
      [...written].flatMap((key) => {
        const now = current.get(key);
        return now === undefined ? [] : [{ now, before: loaded.get(key) }];
      }),
  };
}
