import { isBelow, type Commands } from "./call-command.ts";
import type { PaidRender } from "./paid-render.ts";
import { refusal, toResult, type Tool, type ToolCall } from "./tool.ts";

interface ToolsOptions {
  readonly commands: Commands;
  readonly paid: PaidRender;
  /** Words for every command, such as `--state`. */
  readonly common: readonly string[];
  readonly cwd: string;
}

/** What an assistant may do: look, try on the mock, and ask a person for money. */
export function createTools({ commands, paid, common, cwd }: ToolsOptions): readonly Tool[] {
  const command =
    (words: readonly string[], okCodes?: readonly number[]) =>
    async ({ files, only, signal }: ToolCall): ReturnType<Tool["run"]> => {
      const picked = only === undefined ? [] : [`--only=${only}`];
      return toResult(await commands.call([...words, ...picked, ...common, "--", ...files], signal), okCodes);
    };
  const tools: readonly Tool[] = [
    {
      name: "check",
      title: "Check storyboards",
      description: "Checks storyboards for errors: diagnostics with line, column and a way out",
      takesOnly: false,
      filesOptional: false,
      readOnly: true,
      run: command(["check", "--json"], [0, 2]),
    },
    {
      name: "plan",
      title: "Plan a render",
      description: "Shows what a render would do, take by take, and what it costs at most",
      takesOnly: true,
      filesOptional: false,
      readOnly: true,
      run: command(["plan", "--json"]),
    },
    {
      name: "render_mock",
      title: "Render with the mock",
      description: "Renders with the built-in mock: no key, no network, no cost",
      takesOnly: true,
      filesOptional: false,
      readOnly: false,
      run: command(["render", "--mock", "--json"]),
    },
    {
      name: "render",
      title: "Render for money",
      description: "Renders at the vendor for money, after a person agreed to the cost of exactly these tasks",
      takesOnly: true,
      filesOptional: false,
      readOnly: false,
      run: paid.render,
    },
    {
      name: "status",
      title: "Status of takes",
      description: "Shows the state and cost of every take that was ever rendered",
      takesOnly: false,
      filesOptional: true,
      readOnly: true,
      run: command(["status", "--json"]),
    },
    {
      name: "report",
      title: "Contact sheet",
      description: "Writes report.html, a page on which every clip can be played",
      takesOnly: false,
      filesOptional: true,
      readOnly: false,
      run: command(["report"]),
    },
  ];
  return tools.map((tool) => ({
    ...tool,
    run: async (call) => {
      const outside = call.files.find((file) => !isBelow(file, cwd));
      return outside === undefined
        ? tool.run(call)
        : refusal(`${outside} is outside the folder of this server, ${cwd}`);
    },
  }));
}
