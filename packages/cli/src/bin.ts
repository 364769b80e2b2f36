import { ExitCode, exitCodeOfInterrupt } from "./world/exit-code.ts";
import { toPlainText } from "./output/plain-text.ts";
import { run } from "./run.ts";
import type { Interruption, InterruptName, Output } from "./world/world.ts";
import { say } from "./text/say.ts";

/** What could not be written, such as the output of `shotlist plan … > report.txt` on a full disk. */
let unwritten: Error | undefined;

/** A stream, opened when it is first used: opening one takes as long as everything else that `--help` does. */
function output(open: () => NodeJS.WriteStream): Output {
  let opened: NodeJS.WriteStream | undefined;
  function stream(): NodeJS.WriteStream {
    // What a run does must not depend on somebody listening: a reader may have gone (`shotlist plan … | head`), a disk be full.
    opened ??= open().on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") unwritten ??= error;
    });
    return opened;
  }
  return {
    write: (text) => void stream().write(text),
    get isTTY() {
      return stream().isTTY;
    },
    get columns() {
      return stream().columns ?? 80;
    },
  };
}

function interruptible(): Interruption {
  const controller = new AbortController();
  let first: InterruptName | undefined;
  const listen = (name: InterruptName): void => {
    // A second interrupt means not to wait; the ledger is consistent at every moment.
    if (first !== undefined) process.exit(exitCodeOfInterrupt[name]);
    first = name;
    controller.abort();
  };
  const names: readonly InterruptName[] = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const name of names) process.on(name, listen);
  return {
    signal: controller.signal,
    by: () => first,
    [Symbol.dispose]: () => {
      for (const name of names) process.off(name, listen);
    },
  };
}

/** Reads one line; an input that ends, or Ctrl-C, is an empty one. */
async function readAnswer(): Promise<string> {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.once("line", (line) => {
      resolve(line);
      lines.close();
    });
    lines.once("close", () => resolve(""));
  });
}

const exitCode = await run(process.argv.slice(2), {
  stdout: output(() => process.stdout),
  stderr: output(() => process.stderr),
  env: process.env,
  cwd: process.cwd(),
  // Run from its sources, it may change with any of their files.
  bundle: import.meta.filename.endsWith(".js") ? import.meta.dirname : undefined,
  interruptible,
  // Looking at the input opens it: only what may ask does.
  get readAnswer() {
    return process.stdin.isTTY ? readAnswer : undefined;
  },
});
// A stream reports its failure in a later turn.
await new Promise((resolve) => setImmediate(resolve));
if (unwritten !== undefined)
  process.stderr.write(toPlainText(say`error: Could not write all output: ${unwritten.message}\n`));
process.exitCode = unwritten === undefined || exitCode !== ExitCode.ok ? exitCode : ExitCode.failed;
