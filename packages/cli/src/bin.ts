import { ExitCode } from "./exit-code.ts";
import { run } from "./run.ts";
import type { Interruption, InterruptName, Output } from "./world.ts";

function output(stream: NodeJS.WriteStream): Output {
  // The reader may have gone (`shotlist plan … | head`): what a run does must not depend on somebody listening.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY,
    get columns() {
      return stream.columns ?? 80;
    },
  };
}

const exitCodes: { readonly [name in InterruptName]: ExitCode } = {
  SIGINT: ExitCode.interrupted,
  SIGTERM: ExitCode.terminated,
};

function interruptible(): Interruption {
  const controller = new AbortController();
  let first: InterruptName | undefined;
  const listen = (name: InterruptName): void => {
    // Whoever asks twice does not want to wait; the ledger holds at every instant.
    if (first !== undefined) process.exit(exitCodes[name]);
    first = name;
    controller.abort();
  };
  const names: readonly InterruptName[] = ["SIGINT", "SIGTERM"];
  for (const name of names) process.on(name, listen);
  return {
    signal: controller.signal,
    by: () => first,
    [Symbol.dispose]: () => {
      for (const name of names) process.off(name, listen);
    },
  };
}

process.exitCode = await run(process.argv.slice(2), {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  env: process.env,
  cwd: process.cwd(),
  interruptible,
});
