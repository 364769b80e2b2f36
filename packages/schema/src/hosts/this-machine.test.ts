import { expect, test } from "vitest";
import { isLoopbackHost, isThisMachine } from "./this-machine.ts";

test.each([
  ["localhost", true, true],
  ["LOCALHOST", true, true],
  ["127.0.0.1", true, true],
  ["127.0.0.2", true, true],
  ["127.1", true, true],
  ["::1", true, true],
  ["[::1]", true, true],
  ["[::ffff:127.0.0.1]", true, true],
  ["::ffff:7f00:1", true, true],
  ["[::ffff:7f00:1]", true, true],
  ["a.localhost", false, true],
  ["[::ffff:128.0.0.1]", false, false],
  ["128.0.0.1", false, false],
  ["10.0.0.1", false, false],
  ["0.0.0.0", false, false],
  ["::", false, false],
  ["127.0.0.1.example.com", false, false],
  ["localhost.example.com", false, false],
  ["notlocalhost", false, false],
  ["localhost:80", false, false],
  ["localhost/", false, false],
  ["localhost?", false, false],
  ["localhost#", false, false],
  ["me@localhost", false, false],
  ["", false, false],
])("%s", (host, nobodyElse, thisMachine) => {
  expect({ nobodyElse: isLoopbackHost(host), thisMachine: isThisMachine(host) }).toEqual({ nobodyElse, thisMachine });
});
