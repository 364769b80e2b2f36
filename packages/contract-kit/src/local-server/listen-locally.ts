import type { Server } from "node:http";

/** A server that only this machine can reach. */
export interface LocalServer extends AsyncDisposable {
  readonly url: string;
  close(this: void): Promise<void>;
}

/** Listens on this machine alone, on any free port unless one is given. */
export async function listenLocally(server: Server, port = 0): Promise<LocalServer> {
  const listening = Promise.withResolvers<void>();
  server.once("error", listening.reject);
  server.listen(port, "127.0.0.1", () => listening.resolve());
  await listening.promise;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has no address after listening");
  const close = async (): Promise<void> => {
    const closed = Promise.withResolvers<void>();
    server.close(() => closed.resolve());
    server.closeAllConnections();
    await closed.promise;
  };
  return { url: `http://127.0.0.1:${address.port}`, close, [Symbol.asyncDispose]: close };
}
