import { describe, expect, it } from "vitest";
import { addressRuleOf, mayBePrivate, refuseAddress } from "../steps/check-address.ts";
import { isPublicAddress, kindOfAddress } from "./addresses.ts";

describe("an address", () => {
  it.each(["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "64:ff9b::93.184.216.34"])(
    "such as %s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::198.18.0.1",
    "64:ff9b:1::5db8:d822",
    "198.18.0.21",
  ])("such as %s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

it.each([
  ["93.184.216.34", "public"],
  ["198.18.0.21", "made-up"],
  ["198.19.255.255", "made-up"],
  ["::ffff:198.18.0.21", "made-up"],
  ["198.20.0.1", "public"],
  ["10.8.0.4", "not-public"],
  ["100.100.12.7", "not-public"],
  ["fc00::21", "not-public"],
  ["64:ff9b::198.18.0.21", "not-public"],
  ["not an address", "not-public"],
])("%s is %s", (address, kind) => {
  expect(kindOfAddress(address)).toBe(kind);
});

describe("a link from a provider on the public network", () => {
  const rule = addressRuleOf("https://api.example.com/v1");

  it.each(["https://cdn.example.com/a.mp4?signature=1", "https://93.184.216.34/a.mp4"])("may be %s", (link) => {
    expect(refuseAddress(link, rule)).toBeUndefined();
  });

  it.each([
    "http://cdn.example.com/a.mp4",
    "https://localhost/a.mp4",
    "https://127.0.0.1/a.mp4",
    "https://[::1]/a.mp4",
    "https://2130706433/a.mp4",
    "https://0x7f.1/a.mp4",
    "https://169.254.169.254/latest/meta-data",
    "https://user:password@cdn.example.com/a.mp4",
    "ftp://cdn.example.com/a.mp4",
    "file:///etc/passwd",
    "data:video/mp4;base64,AAAA",
    "not an address",
  ])("may not be %s", (link) => {
    expect(refuseAddress(link, rule)).toEqual(expect.any(String));
  });

  it("is not repeated when it is refused", () => {
    expect(refuseAddress("http://cdn.example.com/a.mp4?signature=canary", rule)).not.toContain("canary");
  });
});

describe("a link from a provider on this machine", () => {
  const rule = addressRuleOf("http://127.0.0.1:4010/wisgate");

  it.each(["http://127.0.0.1:4010/clip.mp4", "http://localhost:1/clip.mp4", "https://cdn.example.com/clip.mp4"])(
    "may be %s",
    (link) => {
      expect(refuseAddress(link, rule)).toBeUndefined();
    },
  );

  it.each(["http://cdn.example.com/clip.mp4", "http://169.254.169.254/latest/meta-data"])("may not be %s", (link) => {
    expect(refuseAddress(link, rule)).toEqual(expect.any(String));
  });
});

describe("a link of a provider that the owner lists", () => {
  const rule = addressRuleOf("https://relay.internal:8443/v1", ["relay.internal:8443", "10.1.2.3", "media.internal"]);

  it.each(["https://relay.internal:8443/a.mp4", "https://10.1.2.3/a.mp4", "https://media.internal/a.mp4"])(
    "may be %s",
    (link) => {
      expect(refuseAddress(link, rule)).toBeUndefined();
      expect(mayBePrivate(link, rule)).toBe(true);
    },
  );

  it.each([
    "https://10.1.2.4/a.mp4",
    "https://10.1.2.3:8443/a.mp4",
    "http://10.1.2.3/a.mp4",
    "https://relay.internal/a.mp4",
    "https://evil.relay.internal:8443/a.mp4",
  ])("leads into no private network at %s", (link) => {
    expect(mayBePrivate(link, rule)).toBe(false);
  });

  it("is not a link of another provider", () => {
    const other = addressRuleOf("https://api.example.com", ["relay.internal:8443", "10.1.2.3"]);
    expect(mayBePrivate("https://relay.internal:8443/a.mp4", other)).toBe(false);
    expect(refuseAddress("https://10.1.2.3/a.mp4", other)).toEqual(expect.any(String));
  });
});
