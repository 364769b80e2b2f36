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
  openRememberedHosts(["/repositories/a"], env).remember("RELAY_API_KEY", "relay.example.com");
  expect(openRememberedHosts(["/repositories/a"], env).hostsOf("RELAY_API_KEY")).toEqual(["relay.example.com"]);
  expect(openRememberedHosts(["/repositories/b"], env).hostsOf("RELAY_API_KEY")).toEqual([]);
  expect(openRememberedHosts(["/repositories/a"], env).hostsOf("OTHER_API_KEY")).toEqual([]);
  expect(openRememberedHosts(["/repositories/a", "/repositories/b"], env).hostsOf("RELAY_API_KEY")).toEqual([]);
  expect(openRememberedHosts([], env).hostsOf("RELAY_API_KEY")).toEqual([]);
});

test("it is kept below the home folder, and never below the repository or on a machine of a CI service", () => {
  const home = folder();
  const store = openRememberedHosts(["/repositories/a"], { HOME: home });
  expect(store.file).toBe(join(home, ".config", "shotlist", "key-hosts.json"));
  store.remember("RELAY_API_KEY", "relay.example.com");
  expect(openRememberedHosts([home], { HOME: home }).file).toBeUndefined();
  expect(openRememberedHosts(["/repositories/a"], { HOME: home, CI: "true" }).hostsOf("RELAY_API_KEY")).toEqual([]);
});

test("a file that cannot be read allows nothing", () => {
  const home = folder();
  const env = { XDG_CONFIG_HOME: home };
  openRememberedHosts(["/repositories/a"], env).remember("RELAY_API_KEY", "relay.example.com");
  for (const text of ["{ half of", '{"allowed":{}}', '{"allowed":[{"root":"/repositories/a","key":1,"host":"x"}]}']) {
    writeFileSync(join(home, "shotlist", "key-hosts.json"), text);
    expect(openRememberedHosts(["/repositories/a"], env).hostsOf("RELAY_API_KEY")).toEqual([]);
  }
});
