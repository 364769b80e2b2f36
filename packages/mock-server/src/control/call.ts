import { jsonAnswer } from "../http/message.ts";
import type { MockAnswer } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import type { Scope, Scopes } from "../scopes/scopes.ts";

/** What comes with a call of the control API. */
export interface CallDetails {
  readonly body: unknown;
  /** What follows the call's name in the path. */
  readonly argument: string;
  readonly query: URLSearchParams;
  readonly origin: string;
  readonly scope: Scope;
  readonly scopes: Scopes;
}

export type Call = (world: MockWorld, details: CallDetails) => MockAnswer;

/** An error of the mock's own, in its own envelope. */
export function controlError(status: number, code: string, message: string): MockAnswer {
  return jsonAnswer(status, { error: { code, message } });
}
