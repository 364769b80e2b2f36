import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMockServer, type ScenarioRule } from "@shotlist/mock-server";
import { type BuiltInProvider, builtInProviders, factsAt, type FormatFacts, type ModelFacts } from "@shotlist/schema";
import { expect, onTestFinished, test } from "vitest";
import { renderOnMock } from "./render-on-mock.ts";
import { root } from "./sources.ts";

const lostAnswer: ScenarioRule = { fault: "cut_after_accepting", match: { operation: "submit" }, times: 1 };

/** A way in which a lost submit may end, in the words of the page. */
interface Row {
  readonly provider: string;
  readonly models: readonly string[];
  readonly outcome: string;
  readonly by: string;
}

/** One shot that the model takes, at a provider that polls quickly. */
function storyboard({ name }: BuiltInProvider, id: string, settings: string, model?: ModelFacts): string {
  const { min, max, step = 1 } = model?.duration.value ?? { min: 5, max: 5 };
  const duration = min + Math.max(0, Math.floor((Math.min(5, max) - min) / step)) * step;
  const resolutions = model?.resolutions.value ?? ["720p"];
  const resolution = resolutions.includes("720p") ? "720p" : resolutions[0];
  const sound = model?.audioFixed === undefined ? "" : `, audio: ${model.audioFixed.value}`;
  return `shotlist: 1
name: lost
provider: ${name}
providers: { ${name}: { pollEvery: 20ms, requestsPerMinute: 60000${settings} } }
shots:
  - { id: reveal, prompt: A watch, model: ${id}, duration: ${duration}, resolution: ${resolution}${sound} }
`;
}

/** What happens to a submit that the vendor took and whose answer was lost: tasks made are one in any case. */
async function outcomeOf(provider: BuiltInProvider, text: string): Promise<string> {
  const mock = await createMockServer({
    formats: [provider.format],
    speed: 60,
    progress: { mode: "polls", polls: 2 },
    scenario: { rules: [lostAnswer] },
  });
  onTestFinished(() => mock.close());
  const { takes } = await renderOnMock(mock, provider.format, text);
  expect(mock.tasks).toHaveLength(1);
  const [take] = takes;
  if (take?.status === "succeeded") {
    expect(take.taskId).toBe(mock.tasks[0]?.id);
    return "adopted";
  }
  expect(take?.status).toBe("uncertain");
  return "held";
}

function wayOf({ lookup }: FormatFacts, outcome: string, isAsked: boolean): string {
  if (outcome === "adopted")
    return lookup?.value.by === "clientId" ? "the client's own id" : "the vendor's list, by seed";
  if (lookup === undefined) return "no way to look a task up";
  return isAsked ? "no seed that proves it" : "only with `list: true`: the vendor's own page does not name its list";
}

async function rowsOf(provider: BuiltInProvider): Promise<readonly Row[]> {
  const facts = factsAt(provider.name, provider.format);
  const isListed = facts.lookup?.value.by === "list";
  const isOwn = facts.lookup?.provenance.grade === "documented";
  const variants = isListed && !isOwn ? ["", ", list: true"] : [""];
  const endpoint = facts.openModels && isListed && isOwn ? [{ id: "ep-20260701120000-abcde", model: undefined }] : [];
  const models = [...facts.models.map((model) => ({ id: model.id, model })), ...endpoint];
  const found: Row[] = [];
  for (const settings of variants) {
    const isAsked = isOwn || settings !== "";
    for (const { id, model } of models) {
      // oxlint-disable-next-line no-await-in-loop -- one server at a time
      const outcome = await outcomeOf(provider, storyboard(provider, id, settings, model));
      const name = `\`${provider.name}\`${settings === "" ? "" : " with `list: true`"}`;
      const by = wayOf(facts, outcome, isAsked);
      const same = found.findIndex((row) => row.provider === name && row.outcome === outcome && row.by === by);
      const shown = model === undefined ? "endpoint ids (`ep-…`)" : `\`${id}\``;
      const before = found[same];
      if (before === undefined) found.push({ provider: name, models: [shown], outcome, by });
      else found[same] = { ...before, models: [...before.models, shown] };
    }
  }
  return found;
}

function tableOf(rows: readonly Row[]): string {
  const cells = [
    ["provider", "a lost submit is", "by", "models"],
    ...rows.map(({ provider, models, outcome, by }) => [provider, outcome, by, models.join(", ")]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => Array.from(row[column] ?? "").length)));
  const line = (row: readonly string[], fill = " "): string =>
    `| ${row.map((cell, column) => cell + fill.repeat((widths[column] ?? 0) - Array.from(cell).length)).join(" | ")} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(["", "", "", ""], "-"), ...body.map((row) => line(row))].join("\n");
}

// `vitest run --project workspace lost-submits -u` writes the table.
test("the page says of every model at every provider whether a lost submit is adopted or held, as it happens", async () => {
  const rows: Row[] = [];
  // oxlint-disable-next-line no-await-in-loop -- one server at a time
  for (const provider of builtInProviders) rows.push(...(await rowsOf(provider)));
  const file = join(root, "docs/reliability.md");
  const page = readFileSync(file, "utf8");
  const [before = "", , after = ""] = page.split(/<!-- \/?lost-submits -->/u);
  await expect(
    `${before}<!-- lost-submits -->\n\n${tableOf(rows)}\n\n<!-- /lost-submits -->${after}`,
  ).toMatchFileSnapshot(file);
}, 300_000);
