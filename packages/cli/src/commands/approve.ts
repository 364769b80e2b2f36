import type { Command } from "../arguments/command.ts";
import { defineJudgeCommand } from "../review/judge-command.ts";

/** Accepts the clips that count. */
export const approve: Command = defineJudgeCommand({
  name: "approve",
  summary: "Mark the clips of takes as accepted; kept in the lock file",
  verdict: "approved",
  examples: ["shotlist approve launch/reveal", "shotlist approve 'launch/*' --note 'client call, 2 May'"],
});
