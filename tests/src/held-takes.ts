import { expect } from "vitest";

/** What `render --json` prints, as far as tests of whole programs look at it. */
export interface Report {
  readonly takes: readonly {
    readonly id: string;
    readonly status: string;
    readonly file?: string;
    readonly sha256?: string;
  }[];
}

interface Tasks {
  readonly tasks: readonly { readonly id: string; readonly requested: { readonly prompt: string } }[];
}

export function readReport(stdout: string): Report {
  const report: Report = JSON.parse(stdout);
  return report;
}

/** What the mock itself knows. */
export async function asked<Answer>(mockUrl: string, what: string): Promise<Answer> {
  const answer = await fetch(`${mockUrl}/__mock/${what}`);
  const value: Answer = JSON.parse(await answer.text());
  return value;
}

/** The prompts of all tasks that the mock has ever created: what it has billed. */
export async function billedPrompts(mockUrl: string): Promise<readonly string[]> {
  const { tasks } = await asked<Tasks>(mockUrl, "tasks");
  return tasks.map(({ requested }) => requested.prompt);
}

/** Starts the program with arguments. */
export type Run = (...words: readonly string[]) => PromiseLike<{
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
}>;

/** Decides whatever a run holds by what the vendor's own list shows, as `resolve --list` says it is to be done. */
export async function decideHeld(
  run: Run,
  { report, storyboard, mockUrl }: { readonly report: Report; readonly storyboard: string; readonly mockUrl: string },
  promptOf: (take: string) => string,
): Promise<void> {
  const held = report.takes.filter(({ status }) => status === "uncertain");
  if (held.length === 0) return;
  const { stdout: listed } = await run("resolve", "--list");
  for (const { id } of held) {
    expect(listed).toContain(`shotlist resolve ${storyboard}/${id} --adopt TASK_ID`);
    const { tasks } = await asked<Tasks>(mockUrl, "tasks");
    const task = tasks.find(({ requested }) => requested.prompt === promptOf(id));
    const decision = task === undefined ? ["--resubmit"] : ["--adopt", task.id];
    expect((await run("resolve", id, ...decision)).exitCode).toBe(0);
  }
}
