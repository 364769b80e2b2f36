import {
  createSystemClock,
  createTransport,
  DeliveryError,
  readProxySettings,
  type Clock,
  type Transport,
} from "@shotlist/batch-runner";
import type { Plan } from "@shotlist/core";
import type { Environment } from "../world/world.ts";

/** Where a run's requests go, and the clock that its waiting follows. */
export interface Endpoint extends AsyncDisposable {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The plans with the addresses that requests are sent to. */
  readonly plans: readonly Plan[];
  /** Whether the tasks of earlier runs are gone with the server that had them. */
  readonly forgetsTasks: boolean;
}

/** The endpoints that the plans name. */
export function openNetwork(plans: readonly Plan[], env: Environment): Endpoint {
  const transport = createTransport({ proxy: readProxySettings(env) });
  return {
    transport,
    clock: createSystemClock(),
    plans,
    forgetsTasks: false,
    [Symbol.asyncDispose]: () => transport.close(),
  };
}

function refuse(): Promise<never> {
  return Promise.reject(
    new DeliveryError({
      phase: "not-sent",
      code: "mock_idle",
      message: "The state changed while this command was starting",
      hint: "Run it again: another command has changed the state.",
    }),
  );
}

/** Takes the place of a mock that will not be asked anything: starting one takes longer than the rest of such a run. */
export function openIdleMock(plans: readonly Plan[]): Endpoint {
  return {
    transport: { request: refuse, stream: refuse, close: () => Promise.resolve() },
    clock: createSystemClock(),
    plans,
    forgetsTasks: true,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A mock of the vendors in this process; its clock runs `speed` times as fast as the machine's, and waits while we are busy. */
export async function openMock(plans: readonly Plan[], { speed }: { readonly speed: number }): Promise<Endpoint> {
  const { createMockServer } = await import("@shotlist/mock-server");
  const server = await createMockServer({ speed, waitsForLoop: true });
  const transport = createTransport();
  return {
    transport,
    clock: server.clock,
    plans: plans.map((plan) => ({
      ...plan,
      providers: plan.providers.map((provider) => ({ ...provider, baseUrl: server.urlOf(provider.format) })),
    })),
    forgetsTasks: true,
    [Symbol.asyncDispose]: async () => {
      await transport.close();
      await server.close();
    },
  };
}
