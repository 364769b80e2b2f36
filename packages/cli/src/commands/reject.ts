import type { Command } from "../arguments/command.ts";
import { defineJudgeCommand } from "../review/judge-command.ts";

/** Turns the clips that count down. */
export const reject: Command = defineJudgeCommand({
  name: "reject",
  summary: "Mark the clips of takes as rejected; `shotlist retry` asks for other ones",
  verdict: "rejected",
  examples: ["shotlist reject launch/reveal --note 'the hand has six fingers'"],
});
