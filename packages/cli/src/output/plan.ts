import type { JoinedTake, TakeAction } from "@shotlist/batch-runner";
import type { Plan } from "@shotlist/core";
import { formatEstimate, formatMoney, sumEstimates, type EstimateSum } from "./money.ts";
import { requestAsCurl } from "./request.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { count } from "./units.ts";

const actions: { readonly [action in TakeAction]: Parameters<Style>[0] } = {
  render: "green",
  cached: "dim",
  waiting: "green",
  collect: "cyan",
  stale: "yellow",
  missing: "yellow",
  failed: "red",
  blocked: "red",
  uncertain: "yellow",
  lost: "yellow",
};

/** Whether a take is to be submitted. */
export function isToSubmit({ own }: JoinedTake): boolean {
  return own === "render" || own === "stale";
}

/** The document of `plan --json`. */
export function planToJson(joined: readonly JoinedTake[]): object {
  const counts = Object.keys(actions).map((action) => [
    action,
    joined.filter((entry) => entry.action === action).length,
  ]);
  return {
    takes: joined.map(({ take, action, reason }) => ({
      storyboard: take.storyboard,
      realm: take.realm,
      id: take.id,
      slug: take.slug,
      shot: take.shot,
      variant: take.variant,
      provider: take.provider,
      format: take.format,
      model: take.model,
      action,
      reason,
      digest: take.digest,
      dependsOn: take.dependsOn,
      request: take.request,
      estimate: take.estimate,
    })),
    totals: { takes: joined.length, ...Object.fromEntries(counts), estimate: estimateOf(joined) },
  };
}

/** What the takes to submit cost at most, per currency; `unpriced` counts those without a price. */
function estimateOf(joined: readonly JoinedTake[]): EstimateSum {
  return sumEstimates(joined.filter(isToSubmit).map(({ take }) => take.estimate));
}

/** The plan as a person reads it: storyboard by storyboard, and what it comes to. */
export function describePlan(plans: readonly Plan[], joined: readonly JoinedTake[], style: Style): string {
  const sections = plans.map((plan) => {
    const own = joined.filter(({ take }) => take.storyboard === plan.storyboard);
    const realms = [...new Set(own.map(({ take }) => take.realm))].join(", ");
    const rows = own.map(({ take, action, reason }) => [
      take.id,
      style(actions[action], action),
      isToSubmit({ take, action, own: action, reason }) || action === "waiting" ? formatEstimate(take.estimate) : "",
      reason,
    ]);
    const columns = [
      { title: "take" },
      { title: "action" },
      { title: "cost", align: "right" as const },
      { title: "why" },
    ];
    return `${style("bold", plan.storyboard)} ${style("dim", realms)}\n${table(columns, rows, style)}\n`;
  });
  return sections.join("") + summarizePlan(joined);
}

/** Such as `6 takes: 4 to render, 2 cached. At most 18.00 CNY.` */
export function summarizePlan(joined: readonly JoinedTake[]): string {
  const words: { readonly [action in TakeAction]: string } = {
    render: "to render",
    waiting: "waiting for another",
    stale: "changed",
    collect: "to collect",
    cached: "cached",
    missing: "missing",
    failed: "failed",
    blocked: "blocked",
    uncertain: "uncertain",
    lost: "lost",
  };
  const parts = Object.entries(words).flatMap(([action, word]) => {
    const number = joined.filter((entry) => entry.action === action).length;
    return number === 0 ? [] : [`${number} ${word}`];
  });
  return `${count(joined.length, "take")}: ${parts.join(", ")}. ${costSentence(joined)}\n`;
}

function costSentence(joined: readonly JoinedTake[]): string {
  const toSubmit = joined.filter(isToSubmit);
  if (toSubmit.length === 0) return "Nothing to pay for.";
  if (toSubmit.every(({ take }) => take.realm === "mock")) return "A mock costs nothing.";
  const { atMost, unpriced } = estimateOf(joined);
  const known = atMost.length === 0 ? "" : `At most ${formatMoney(atMost)}`;
  if (unpriced === 0) return `${known}.`;
  const open = `${count(unpriced, "take")} without a price (see \`price:\` under \`providers:\`)`;
  return known === "" ? `${open}.` : `${known}, and ${open}.`;
}

/** Every request as it would be sent, as a command for a shell. */
export function describeRequests(plans: readonly Plan[], joined: readonly JoinedTake[]): string {
  const providers = new Map(
    plans.flatMap((plan) =>
      plan.providers.map((provider) => [`${plan.storyboard}/${provider.name}`, provider] as const),
    ),
  );
  return joined
    .flatMap(({ take }) => {
      const provider = providers.get(`${take.storyboard}/${take.provider}`);
      return provider === undefined ? [] : [`${requestAsCurl(take, provider)}\n`];
    })
    .join("");
}
