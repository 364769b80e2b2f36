import { playByMock } from "./client-calls/play-by-mock.ts";
import { walkClients } from "./client-calls/walk-clients.ts";

walkClients("mock", playByMock);
