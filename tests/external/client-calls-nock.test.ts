import { playByNock } from "./client-calls/play-by-nock.ts";
import { walkClients } from "./client-calls/walk-clients.ts";

walkClients("nock", playByNock);
