import { expect, test } from "vitest";
import { builtInEndpoints } from "../providers/endpoint-of.ts";
import type { World } from "../world/world.ts";
import { createKeyring } from "./keyring.ts";
import { noOwner } from "./owner.ts";

const [endpoint] = builtInEndpoints(undefined);
if (endpoint === undefined) throw new Error("no provider is built in");
const { apiKeyEnv } = endpoint;

function keyOf(value: string): { readonly keys: readonly (string | undefined)[]; readonly said: string } {
  const written: string[] = [];
  const output = { write: (text: string) => void written.push(text), isTTY: false, columns: 80 };
  const env = { [apiKeyEnv]: value };
  const world: World = {
    stdout: output,
    stderr: output,
    env,
    cwd: "/",
    interruptible: () => {
      throw new Error("nothing is interrupted");
    },
  };
  const keyring = createKeyring({ env, owner: noOwner, target: undefined, world });
  return { keys: [endpoint, endpoint].map((one) => one && keyring.keyOf(one)), said: written.join("") };
}

test.each(["Bearer secret-1", "bearer secret-1", " BEARER   secret-1 "])(
  "%j is read without its scheme, and said once",
  (value) => {
    const { keys, said } = keyOf(value);
    expect(keys).toEqual(["secret-1", "secret-1"]);
    expect(said).toBe(`warning: ${apiKeyEnv} begins with "Bearer", which is not part of the key and is ignored\n`);
  },
);

test.each(["secret-1", "Bearer", "bearer-1"])("%j is a key as it is", (value) => {
  expect(keyOf(value)).toEqual({ keys: [value, value], said: "" });
});
