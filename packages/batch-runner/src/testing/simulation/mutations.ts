import type { Mutation } from "./mutation.ts";
import { clipMutations } from "./mutations/clips.ts";
import { ledgerMutations } from "./mutations/ledgers.ts";
import { moneyMutations } from "./mutations/money.ts";
import { submitMutations } from "./mutations/submits.ts";
import { taskMutations } from "./mutations/tasks.ts";

/** Every safeguard that the simulator must miss. */
export const mutations: readonly Mutation[] = [
  ...submitMutations,
  ...taskMutations,
  ...moneyMutations,
  ...ledgerMutations,
  ...clipMutations,
];
