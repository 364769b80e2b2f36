import { playByMsw } from "./client-calls/play-by-msw.ts";
import { walkClients } from "./client-calls/walk-clients.ts";

// A file of its own: nock and MSW in one process answer the same request, one behind the other.

walkClients("MSW", playByMsw);
