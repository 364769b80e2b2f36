import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { root } from "../src/sources.ts";

const launcher: string = join(root, "packages/cli/bin/shotlist.js");

export interface MockProcess extends AsyncDisposable {
  readonly url: string;
}

/** Starts `shotlist mock` as a user would and waits for the address that it prints. */
export async function startMock(...options: readonly string[]): Promise<MockProcess> {
  const child = execa(process.execPath, [launcher, "mock", "--port", "0", "--json", ...options], {
    reject: false,
  });
  let printed = "";
  for await (const line of createInterface({ input: child.stdout })) {
    printed += line;
    if (line !== "}") continue;
    const { url }: { readonly url: string } = JSON.parse(printed);
    return {
      url,
      [Symbol.asyncDispose]: async () => {
        child.kill("SIGTERM");
        await child;
      },
    };
  }
  throw new Error(`the mock ended without an address: ${(await child).stderr}`);
}
