import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { listening } from "./listening.ts";
import { boardOf, clip, launcher } from "./small-vendor.ts";
import { startVendor } from "./vendor.ts";

const board = `shotlist: 1
name: board
provider: p
providers: { p: { format: ark, baseUrl: "https://ark.studio.example", apiKeyEnv: STUDIO_API_KEY, pollEvery: 50ms } }
shots: [{ id: a, prompt: A watch turns slowly, model: doubao-seedance-2-0-260128 }]
`;
const allowed = ["--allow-key-host", "ark.studio.example"];

/** A certificate of names that only a proxy knows. */
function certificate(): { readonly key: Buffer; readonly cert: Buffer; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-report-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [key, file] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const names = ["-subj", "/CN=ark.studio.example", "-addext", "subjectAltName=DNS:*.studio.example"];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", file, "-days", "30", ...names],
    { stdio: "ignore" },
  );
  return { key: readFileSync(key), cert: readFileSync(file), file };
}

/** A vendor whose names resolve nowhere but at a proxy; `asked` is what the proxy was asked for. */
async function behindProxy(): Promise<{
  readonly proxy: string;
  readonly ca: string;
  readonly asked: string[];
  readonly submits: () => number;
}> {
  const { key, cert, file } = certificate();
  let submits = 0;
  const vendor = createSecureServer({ key, cert }, (request, response) => {
    const { method, url } = request;
    request.resume().on("end", () => {
      if (url === "/a.mp4") {
        response.writeHead(200, { "content-type": "video/mp4" }).end(clip());
        return;
      }
      const done = { id: "cgt-1", status: "succeeded", content: { video_url: "https://clips.studio.example/a.mp4" } };
      if (method === "POST") submits += 1;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(method === "POST" ? { id: "cgt-1" } : done));
    });
  });
  const port = await listening(vendor);
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  proxy.on("connect", (request, client: Socket, head: Buffer) => {
    asked.push(`CONNECT ${request.url}`);
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.write(head);
      client.pipe(upstream).pipe(client);
    });
    upstream.on("error", () => client.destroy());
    client.on("error", () => upstream.destroy());
  });
  return { proxy: `http://127.0.0.1:${await listening(proxy)}`, ca: file, asked, submits: () => submits };
}

describe("proxy variables", () => {
  test.each([
    ["in capitals", (proxy: string) => ({ HTTPS_PROXY: proxy })],
    ["in small letters", (proxy: string) => ({ https_proxy: proxy })],
    ["empty in small letters, which hides nothing", (proxy: string) => ({ https_proxy: "", HTTPS_PROXY: proxy })],
  ])("%s lead submits, polls and downloads through the proxy, and doctor says so", async (_, variables) => {
    const { proxy, ca, asked, submits } = await behindProxy();
    const env = { STUDIO_API_KEY: "test-key-1234", NODE_EXTRA_CA_CERTS: ca, ...variables(proxy) };
    const { shotlist } = boardOf(board, env);
    const { said: found } = await shotlist("doctor", "board.yaml", ...allowed);
    expect(found).toContain(new URL(proxy).host);
    const { exitCode, said } = await shotlist("render", "board.yaml", "--yes", ...allowed);
    expect({ exitCode, said }).toMatchObject({ exitCode: 0 });
    expect(submits()).toBe(1);
    expect(asked).toEqual(
      expect.arrayContaining(["CONNECT ark.studio.example:443", "CONNECT clips.studio.example:443"]),
    );
  });

  test("of hosts that NO_PROXY names are not used, and a name that resolves nowhere is not paid for", async () => {
    const { proxy, ca, asked, submits } = await behindProxy();
    const env = {
      STUDIO_API_KEY: "test-key-1234",
      NODE_EXTRA_CA_CERTS: ca,
      HTTPS_PROXY: proxy,
      NO_PROXY: "studio.example",
    };
    const { exitCode } = await boardOf(board, env).shotlist("render", "board.yaml", "--yes", ...allowed);
    expect(exitCode).not.toBe(0);
    expect(asked).toEqual([]);
    expect(submits()).toBe(0);
  });
});

describe("names that resolve to", () => {
  const inside = join(import.meta.dirname, "in-a-network.mjs");

  /** Renders with a vendor at an address, in a network of its own. Needs `unshare` and `ip`, and no rights beyond them. */
  function renderedAt(address: string): { readonly exitCode: number; readonly submits: number; readonly said: string } {
    const folder = mkdtempSync(join(tmpdir(), "shotlist-report-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { key, cert } = certificate();
    const file = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    file("board.yaml", board);
    const files = [file("key.pem", key), file("cert.pem", cert), launcher, file("clip.mp4", clip()), folder];
    const env = { ...process.env, CI: "1", NO_COLOR: "1", STUDIO_API_KEY: "test-key-1234" };
    const said = execFileSync("unshare", ["-Urnm", process.execPath, inside, address, ...files], {
      env,
      encoding: "utf8",
    });
    return JSON.parse(said);
  }

  test.each([
    ["a public address", "93.184.216.34"],
    ["the range of a resolver that makes addresses up", "198.18.0.21"],
    ["a public address behind NAT64", "64:ff9b::5db8:d822"],
  ])("%s, as the provider's own name does, are downloaded from", (_, address) => {
    expect(renderedAt(address)).toMatchObject({ exitCode: 0, submits: 1 });
  });

  test.each([
    ["carrier-grade NAT", "100.100.12.7"],
    ["a network of one's own", "10.8.0.4"],
    ["an IPv6 network of one's own", "fc00::21"],
  ])("%s are refused before anything is paid", (_, address) => {
    const { exitCode, submits, said } = renderedAt(address);
    expect({ exitCode, submits }).toEqual({ exitCode: 2, submits: 0 });
    expect(said).toContain("linkHosts");
  });
});

test(
  "a clip that comes for longer than five minutes and never stops is fetched once",
  { timeout: 900_000 },
  async () => {
    const bytes = clip();
    const total = 3_300_000;
    const whole = Buffer.concat([bytes, freeBox(total - bytes.length)]);
    const { base, calls } = await startVendor(({ method, url }, response, self) => {
      if (url !== "/a.mp4") {
        const done = { id: "cgt-1", status: "succeeded", content: { video_url: `${self}/a.mp4` } };
        response.end(JSON.stringify(method === "POST" ? { id: "cgt-1" } : done));
        return;
      }
      response.writeHead(200, { "content-type": "video/mp4", "content-length": total });
      let from = 0;
      const timer = setInterval(() => {
        response.write(whole.subarray(from, (from += 10_000)));
        if (from < total && !response.destroyed) return;
        clearInterval(timer);
        response.end();
      }, 1000);
    });
    const slow = board.replace("https://ark.studio.example", base);
    const { exitCode, said } = await boardOf(slow, { STUDIO_API_KEY: "test-key-1234" }).shotlist(
      "render",
      "board.yaml",
      "--yes",
    );
    expect({ exitCode, said }).toMatchObject({ exitCode: 0 });
    expect(calls.filter(({ url }) => url === "/a.mp4")).toHaveLength(1);
  },
);

/** A box that players pass over, so that a small clip is a long file. */
function freeBox(size: number): Buffer {
  const box = Buffer.alloc(size);
  box.writeUInt32BE(size);
  box.write("free", 4, "latin1");
  return box;
}
