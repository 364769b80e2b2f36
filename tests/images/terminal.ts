import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";

/** A terminal of a fixed size, in which a command runs: what is on its screen can be captured with its colours. */
export interface Terminal extends AsyncDisposable {
  type(command: string): Promise<void>;
  /** The screen when a text is on it. */
  screenWith(text: RegExp): Promise<string>;
}

interface TerminalOptions {
  readonly cwd: string;
  readonly columns: number;
  readonly rows: number;
  readonly path: string;
}

const pauseMs = 100;
const patienceMs = 120_000;

/** Opens a terminal of tmux with a server of its own. */
export async function openTerminal({ cwd, columns, rows, path }: TerminalOptions): Promise<Terminal> {
  const socket = `shotlist-images-${process.pid}`;
  const tmux = (...words: readonly string[]): Promise<{ readonly stdout: string }> =>
    execa("tmux", ["-L", socket, ...words]);
  const size = ["-x", String(columns), "-y", String(rows)];
  const shell = `env PATH='${path}' PS1='$ ' LANG=C.UTF-8 WISGATE_API_KEY=a-key-of-the-mock bash --norc --noprofile`;
  await tmux("new-session", "-d", ...size, "-c", cwd, shell);
  return {
    type: async (command) => void (await tmux("send-keys", "-l", command).then(() => tmux("send-keys", "Enter"))),
    async screenWith(text) {
      const until = Date.now() + patienceMs;
      while (Date.now() < until) {
        const { stdout } = await tmux("capture-pane", "-p", "-e");
        // oxlint-disable-next-line no-control-regex -- colours
        if (text.test(stdout.replaceAll(/\u001B\[[\d;]*m/gu, ""))) return stdout;
        await pause(pauseMs);
      }
      throw new Error(`The terminal never showed ${String(text)}:\n${(await tmux("capture-pane", "-p")).stdout}`);
    },
    async [Symbol.asyncDispose]() {
      await tmux("kill-server");
    },
  };
}
