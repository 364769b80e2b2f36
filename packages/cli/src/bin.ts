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

function interruptible(): Interruption {
  const controller = new AbortController();
  const names: readonly InterruptName[] = ["SIGINT", "SIGTERM"];
  const listen = (name: InterruptName): void => controller.abort(name);
  for (const name of names) process.on(name, listen);
  return {
    signal: controller.signal,
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
