import type { Plan } from "@shotlist/core";
import { createTransport, openState, runPlans, type RunReport } from "@shotlist/batch-runner";

export async function render(plan: Plan): Promise<RunReport> {
  const state = openState({ dir: ".shotlist", realmClass: "live" });
  const transport = createTransport();
  try {
    return await runPlans([plan], {
      state,
      transport,
      keys: (provider) => process.env[provider.apiKeyEnv],
      budget: [{ amount: 200, currency: "CNY" }],
    });
  } finally {
    await transport.close();
    await state.close();
  }
}
