import type { ClipStore } from "../ports/clip-store.ts";
import type { State } from "../state/state.ts";

/**
 * A state whose downloads on their way are those of one session alone. Where many work on one ledger, they may share a folder as well:
 * a session that was frozen in the middle of a download would go on writing into the file that another has continued.
 */
export function withOwnPartials(state: State, fence: number): State {
  const { ledger, store } = state;
  if (ledger.shared === undefined) return state;
  const own = (key: string): string => `${key}-session-${fence}`;
  const partials: Pick<ClipStore, "partial" | "openPartial" | "inspect" | "commit" | "discard" | "setAside"> = {
    partial: (key) => store.partial(own(key)),
    openPartial: (key, start) => store.openPartial(own(key), start),
    inspect: (file, work) => store.inspect("partial" in file ? { partial: own(file.partial) } : file, work),
    commit: (key, ...options) => store.commit(own(key), ...options),
    discard: (key) => store.discard(own(key)),
    setAside: (key) => store.setAside(own(key)),
  };
  return { ...state, store: { ...store, ...partials } };
}
