import { expect, it } from "vitest";
import { describeProxy, readProxySettings } from "./proxy-settings.ts";

const proxy = "http://user:canary-password@proxy.example:3128";

it.each<[Record<string, string>, string, string]>([
  [{ HTTPS_PROXY: proxy }, "HTTPS_PROXY", proxy],
  [{ https_proxy: proxy, HTTPS_PROXY: "http://other.example" }, "https_proxy", proxy],
  [{ https_proxy: "", HTTPS_PROXY: proxy }, "HTTPS_PROXY", proxy],
  [{ https_proxy: " ", HTTPS_PROXY: proxy }, "HTTPS_PROXY", proxy],
  [{ HTTPS_PROXY: "proxy.example:3128" }, "HTTPS_PROXY", "http://proxy.example:3128"],
  [{ ALL_PROXY: "socks5://proxy.example:1080" }, "ALL_PROXY", "socks5://proxy.example:1080"],
])("%j names the proxy of %s", (env, variable, url) => {
  expect(readProxySettings(env)?.https).toEqual({ variable, url });
});

it.each<Record<string, string>>([
  {},
  { HTTPS_PROXY: "" },
  { HTTPS_PROXY: proxy, NO_PROXY: "*" },
  { NO_PROXY: "a.example" },
])("%j names none", (env) => {
  expect(readProxySettings(env)).toBeUndefined();
});

it("reads the exceptions, in upper case where the lower case is empty", () => {
  expect(readProxySettings({ HTTPS_PROXY: proxy, no_proxy: "", NO_PROXY: ".example.com" })?.noProxy).toBe(
    ".example.com",
  );
});

it("does not take a request's header for a setting", () => {
  expect(readProxySettings({ REQUEST_METHOD: "GET", HTTP_PROXY: proxy })).toBeUndefined();
});

it.each(["http://", "ftp://proxy.example", "http://a b"])("refuses %j, and names the variable", (url) => {
  expect(() => readProxySettings({ HTTPS_PROXY: url })).toThrow("HTTPS_PROXY is not the address of a proxy");
});

it("is shown without its password", () => {
  expect(describeProxy({ variable: "HTTPS_PROXY", url: proxy })).toBe("proxy.example:3128 (HTTPS_PROXY)");
});
