/**
 * A way out by name. What a person has to type for it is known only to whoever talks with that person; the hint next to it says
 * the same without any command.
 */
export type WayOut =
  | "see-status"
  | "see-plan"
  | "list-undecided"
  | "decide"
  | "decide-upload"
  | "adopt"
  | "render"
  | "retry"
  | "without-draft"
  | "rebuy"
  | "render-changed"
  | "more-tasks"
  | "verify"
  | "rebuild-ledger"
  | "move-ledger-and-rebuild"
  | "export-again"
  | "mend-lock"
  | "make-writable"
  | "other-folders"
  | "price-or-tasks"
  | "see-proxy"
  | "see-addresses";
