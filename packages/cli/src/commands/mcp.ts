import { amountOfMoney } from "../arguments/amount.ts";
import { defineCommand, type Command } from "../arguments/command.ts";
import { ownerAndKeyOptions } from "../owner/owner-options.ts";
import { serveMcp } from "../mcp/serve-mcp.ts";
import { version } from "../version/version.ts";
import { ExitCode } from "../world/exit-code.ts";

/** Serves assistants over the Model Context Protocol. */
export const mcp: Command = defineCommand({
  name: "mcp",
  summary: "Serve storyboards to assistants over the Model Context Protocol (MCP)",
  positionals: [],
  options: {
    budget: { value: "AMOUNT", description: 'Maximum that all renders of this server may spend, such as "20 CNY"' },
    ...ownerAndKeyOptions,
  },
  examples: ["shotlist mcp", 'shotlist mcp --budget "20 CNY"'],
  async run(_words, options, world) {
    const { budget, state, config, "env-file": envFile, "allow-env": env, "allow-key-host": keyHosts } = options;
    using interruption = world.interruptible();
    await serveMcp({
      run: world.run,
      world,
      version: await version(),
      budget: budget === undefined ? undefined : amountOfMoney("budget", budget),
      common: [
        ...(state === undefined ? [] : [`--state=${state}`]),
        ...(envFile === undefined ? [] : [`--env-file=${envFile}`]),
        ...(config === undefined ? [] : [`--config=${config}`]),
        ...env.map((name) => `--allow-env=${name}`),
      ],
      forKeys: keyHosts.map((host) => `--allow-key-host=${host}`),
      signal: interruption.signal,
    });
    return ExitCode.ok;
  },
});
