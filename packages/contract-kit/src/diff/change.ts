/** The effect of a change on clients of the older document. */
export type ChangeLabel = "breaking" | "compatible" | "annotation";

/** One difference between two versions of a contract. */
export interface ContractChange {
  /** `breaking` unless it is proved that clients of the older document still work; `annotation` is wording only. */
  readonly label: ChangeLabel;
  /** The message that changed, such as `POST /v1/videos request`. */
  readonly where: string;
  /** The place in the message, as its rules are named (`content[].role`); empty for the whole. */
  readonly path: string;
  /** What is different, in words. */
  readonly change: string;
}

/** The sender of a message: the client, the endpoint, or unknown. */
export type Direction = "sent" | "received" | "either";

/** What a change does to the set of messages that a schema accepts. */
export type Effect = "narrowed" | "widened" | "unclear";

/** A client that keeps to the older document is hurt when it may send less, or has to read more. */
export function labelOf(effect: Effect, direction: Direction): ChangeLabel {
  if (effect === "unclear" || direction === "either") return "breaking";
  return (effect === "narrowed") === (direction === "sent") ? "breaking" : "compatible";
}

/** The same message seen from the other side, as in a call back. */
export function reversed(direction: Direction): Direction {
  if (direction === "either") return "either";
  return direction === "sent" ? "received" : "sent";
}
