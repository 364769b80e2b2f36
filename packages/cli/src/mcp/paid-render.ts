import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Money } from "@shotlist/core";
import type { CallToolResult, InputRequiredResult, InputRequiredSpec } from "@modelcontextprotocol/server";
import { count } from "../output/units.ts";
import type { Called, Commands } from "./call-command.ts";
import { refusal, toResult, type ToolCall } from "./tool.ts";

/** The parts of the SDK that ask through the protocol. */
interface Asking {
  readonly inputRequired: ((spec: InputRequiredSpec) => InputRequiredResult) & {
    readonly elicit: typeof import("@modelcontextprotocol/server").inputRequired.elicit;
  };
  readonly acceptedContent: (responses: ToolCall["responses"], key: string) => Record<string, unknown> | undefined;
}

interface PaidRenderOptions {
  readonly commands: Commands;
  readonly asking: Asking;
  /** What all renders of this server may spend together. */
  readonly budget: Money | undefined;
  /** Words for every command, such as `--state`; then those for commands that send keys. */
  readonly common: readonly string[];
  readonly forKeys: readonly string[];
}

/** What a person is asked about: a plan, written down as it was shown. */
interface Offer {
  readonly folder: string;
  readonly plan: string;
  readonly tasks: number;
  /** At most; undefined where a task has no price, or there is more than one currency. */
  readonly cost: Money | undefined;
}

export interface PaidRender extends AsyncDisposable {
  readonly render: (call: ToolCall) => Promise<CallToolResult | InputRequiredResult>;
}

const consentKey = "consent";

/**
 * Renders for money in two rounds: the first plans, and asks a person through the protocol; the second carries out that plan
 * exactly, at most for what was shown, or nothing.
 */
export function createPaidRender({ commands, asking, budget, common, forKeys }: PaidRenderOptions): PaidRender {
  const offers = new Map<string, Offer>();
  let spent = 0;

  const offer = async ({ files, only, signal }: ToolCall): Promise<CallToolResult | InputRequiredResult> => {
    const folder = await mkdtemp(join(tmpdir(), "shotlist-mcp-"));
    const plan = join(folder, "plan.json");
    const planned = await commands.call(
      ["plan", "--json", `--out=${plan}`, ...(only === undefined ? [] : [`--only=${only}`]), ...common, "--", ...files],
      signal,
    );
    const totals = planned.exitCode === 0 ? totalsOf(planned) : undefined;
    const offered = totals === undefined ? undefined : { folder, plan, ...totals };
    const why = offered === undefined ? undefined : beyondBudget(offered, budget, spent);
    if (offered === undefined || why !== undefined || offered.tasks === 0) {
      const result = offered?.tasks === 0 ? await collect(offered, signal) : undefined;
      await rm(folder, { recursive: true, force: true });
      return result ?? (why === undefined ? toResult(planned) : refusal(why));
    }
    const id = randomUUID();
    offers.set(id, offered);
    return asking.inputRequired({
      requestState: id,
      inputRequests: {
        [consentKey]: asking.inputRequired.elicit({
          message: `${question(offered)} ${files.join(", ")}`,
          requestedSchema: {
            type: "object",
            properties: { agree: { type: "boolean", title: "Pay for this", default: false } },
            required: ["agree"],
          },
        }),
      },
    });
  };

  /** Tasks that are paid for already are collected without a question. */
  const collect = async ({ plan }: Offer, signal: AbortSignal): Promise<CallToolResult> =>
    toResult(
      await commands.call(["render", "--json", `--plan=${plan}`, "--max-tasks=0", ...common, ...forKeys], signal),
    );

  const carryOut = async (agreed: Offer, signal: AbortSignal): Promise<CallToolResult> => {
    const why = beyondBudget(agreed, budget, spent);
    if (why !== undefined) return refusal(why);
    const most = agreed.cost === undefined ? [] : [`--budget=${agreed.cost.amount} ${agreed.cost.currency}`];
    const words = ["render", "--json", `--plan=${agreed.plan}`, "--yes", `--max-tasks=${agreed.tasks}`, ...most];
    // Until its report says less, all that was agreed to counts as spent.
    spent += agreed.cost?.amount ?? 0;
    const rendered = await commands.call([...words, ...common, ...forKeys], signal);
    const actual = spentIn(rendered, agreed.cost?.currency);
    if (actual !== undefined) spent += actual - (agreed.cost?.amount ?? 0);
    return toResult(rendered);
  };

  return {
    render: async (call) => {
      const { requestState: id, responses, signal } = call;
      const agreed = id === undefined ? undefined : offers.get(id);
      if (id === undefined || agreed === undefined || responses === undefined) return offer(call);
      // An answer counts once.
      offers.delete(id);
      try {
        if (asking.acceptedContent(responses, consentKey)?.["agree"] === true) return await carryOut(agreed, signal);
        return refusal("Nothing was submitted: the person did not agree to pay.");
      } finally {
        await rm(agreed.folder, { recursive: true, force: true });
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const { folder } of offers.values()) await rm(folder, { recursive: true, force: true });
    },
  };
}

function question({ tasks, cost }: Offer): string {
  const price = cost === undefined ? "at a cost that is not known" : `for at most ${cost.amount} ${cost.currency}`;
  return `Submit ${count(tasks, "task")} ${price}?`;
}

/** Why an offer cannot be made under the server's budget; undefined where it can. */
function beyondBudget({ cost }: Offer, budget: Money | undefined, spent: number): string | undefined {
  if (budget === undefined) return undefined;
  const { amount, currency } = budget;
  const limit = `the budget of this server is ${amount} ${currency}`;
  if (cost === undefined)
    return `Nothing was submitted: ${limit}, and the cost of some tasks is not known. Set a price.`;
  if (cost.currency !== currency) return `Nothing was submitted: ${limit}, and this costs ${cost.currency}.`;
  const left = amount - spent;
  if (cost.amount <= left) return undefined;
  return `Nothing was submitted: this costs up to ${cost.amount} ${currency}, ${limit}, and ${left} ${currency} are left.`;
}

function totalsOf({ stdout }: Called): Pick<Offer, "tasks" | "cost"> | undefined {
  const totals = at(parsed(stdout), "totals");
  const tasks = at(totals, "tasks");
  if (typeof tasks !== "number") return undefined;
  const most = at(at(totals, "estimate"), "atMost");
  const [money, ...others]: readonly unknown[] = Array.isArray(most) ? most : [];
  const isKnown = at(at(totals, "estimate"), "unpriced") === 0 && others.length === 0;
  return { tasks, cost: isKnown ? moneyOf(money) : undefined };
}

function spentIn({ stdout }: Called, currency: string | undefined): number | undefined {
  const list = at(parsed(stdout), "spent");
  if (!Array.isArray(list)) return undefined;
  const amounts = list.map(moneyOf).filter((money) => money?.currency === currency);
  return amounts.reduce((sum, money) => sum + (money?.amount ?? 0), 0);
}

function moneyOf(value: unknown): Money | undefined {
  const [amount, currency] = [at(value, "amount"), at(value, "currency")];
  return typeof amount === "number" && typeof currency === "string" ? { amount, currency } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
