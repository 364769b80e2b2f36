import { text } from "../text/say.ts";
import type { Command } from "../arguments/command.ts";
import { defineJudgeCommand } from "../review/judge-command.ts";

/** Accepts the clips that count. */
export const approve: Command = defineJudgeCommand({
  name: "approve",
  summary: "Mark clips as approved (saved in the lock file)",
  verdict: text("approved"),
  examples: ["shotlist approve launch/reveal", "shotlist approve 'launch/*' --note 'client call, 2 May'"],
});
