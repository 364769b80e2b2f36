import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openRememberedHosts } from "./remembered-hosts.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "shotlist-home-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test("an agreement holds for its repository, its key and its host", () => {
  const env = { XDG_CONFIG_HOME: folder() };
  openRememberedHosts(["/work/a"], env).remember("RELAY_API_KEY", "relay.example.com");
  expect(openRememberedHosts(["/work/a"], env).hostsOf("RELAY_API_KEY")).toEqual(["relay.example.com"]);
  expect(openRememberedHosts(["/work/b"], env).hostsOf("RELAY_API_KEY")).toEqual([]);
  expect(openRememberedHosts(["/work/a"], env).hostsOf("OTHER_API_KEY")).toEqual([]);
  expect(openRememberedHosts(["/work/a", "/work/b"], env).hostsOf("RELAY_API_KEY")).toEqual([]);
  expect(openRememberedHosts([], env).hostsOf("RELAY_API_KEY")).toEqual([]);
});

test("it is kept below the home folder, and never below the repository or on a machine of a CI service", () => {
  const home = folder();
  const store = openRememberedHosts(["/work/a"], { HOME: home });
  expect(store.file).toBe(join(home, ".config", "shotlist", "key-hosts.json"));
  store.remember("RELAY_API_KEY", "relay.example.com");
  expect(openRememberedHosts([home], { HOME: home }).file).toBeUndefined();
  expect(openRememberedHosts(["/work/a"], { HOME: home, CI: "true" }).hostsOf("RELAY_API_KEY")).toEqual([]);
});

test("a file that cannot be read allows nothing", () => {
  const home = folder();
  const env = { XDG_CONFIG_HOME: home };
  openRememberedHosts(["/work/a"], env).remember("RELAY_API_KEY", "relay.example.com");
  for (const text of ["{ half of", '{"allowed":{}}', '{"allowed":[{"root":"/work/a","key":1,"host":"x"}]}']) {
    writeFileSync(join(home, "shotlist", "key-hosts.json"), text);
    expect(openRememberedHosts(["/work/a"], env).hostsOf("RELAY_API_KEY")).toEqual([]);
  }
});
