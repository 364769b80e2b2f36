import type { JsonObject, JsonValue, MediaKind } from "@shotlist/schema";
import type { Scalar } from "../text/located.ts";

/** What an expression may look up. A name that is absent is not available where the expression is. */
export interface Scope {
  readonly vars: JsonObject;
  readonly text: JsonObject;
  /** Values of the variables that the storyboard lists under `env`; `undefined` for one that is not set. */
  readonly env: ReadonlyMap<string, string | undefined>;
  /** Variables that the storyboard lists and that it may not read. */
  readonly withheldEnv?: ReadonlySet<string>;
  /** Variables that hold a key: never available. */
  readonly secrets: ReadonlySet<string>;
  readonly storyboard: JsonObject;
  readonly matrix?: { readonly [name: string]: Scalar };
  readonly take?: JsonObject;
  /** Ids of the shots whose results may be named. */
  readonly shots?: ReadonlySet<string>;
  /** Whether `ref.images[1]` is allowed here. */
  readonly references?: boolean;
}

/** A result of another shot, before the take of the same variant is chosen. A class, because an author's map may look alike. */
export class ShotResult {
  readonly shot: string;
  /** Take number, from 1. */
  readonly take: number;
  readonly what: "lastFrame" | "video" | "shot";
  constructor({ shot, take, what }: Pick<ShotResult, "shot" | "take" | "what">) {
    this.shot = shot;
    this.take = take;
    this.what = what;
  }
}

/** The nth medium of a kind, from 1. */
export class PromptMedium {
  readonly kind: MediaKind;
  readonly index: number;
  constructor({ kind, index }: Pick<PromptMedium, "kind" | "index">) {
    this.kind = kind;
    this.index = index;
  }
}

/** What an expression may give: a plain value, a result of another shot, or a place in a prompt where a medium is named. */
export type ExpressionValue = JsonValue | ShotResult | PromptMedium;
