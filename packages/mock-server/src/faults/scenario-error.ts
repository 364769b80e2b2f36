/** A scenario that cannot be used; the message lists every mistake with its place. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly code = "scenario_invalid";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}
