import { text } from "../text/say.ts";
import type { Command } from "../arguments/command.ts";
import { defineJudgeCommand } from "../review/judge-command.ts";

/** Rejects the clips that count. */
export const reject: Command = defineJudgeCommand({
  name: "reject",
  summary: "Mark clips as rejected; `shotlist retry` renders new ones",
  verdict: text("rejected"),
  examples: ["shotlist reject launch/reveal --note 'the hand has six fingers'"],
});
