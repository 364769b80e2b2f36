import { measureRequests, ratioOf } from "../../mock/requests.ts";
import { bare, oursOf } from "../../mock/subjects.ts";
import type { Row } from "../row.ts";

const rounds = 9;

export const mockRequests: Row = {
  name: "mock-requests",
  goals: [
    { figure: "submit", what: "mock: CPU per submit over bare `node:http` + ajv", bound: 1.25, side: "at most" },
    { figure: "unfinished", what: "mock: CPU per poll of a running task, over the same", bound: 1.05, side: "at most" },
    { figure: "ended", what: "mock: CPU per poll of an ended task, over the same", bound: 1.05, side: "at most" },
  ],
  open: ({ root }) => {
    const ours = oursOf(root);
    return Promise.resolve({
      round: async () => {
        const costs = await measureRequests([bare, ours], rounds);
        const [base, mock] = [costs.get(bare.name), costs.get(ours.name)];
        if (base === undefined || mock === undefined) throw new Error("a server was not measured");
        return {
          submit: ratioOf(mock.submit, base.submit, "cpuMicroseconds"),
          unfinished: ratioOf(mock["poll, unfinished"], base["poll, unfinished"], "cpuMicroseconds"),
          ended: ratioOf(mock["poll, ended"], base["poll, ended"], "cpuMicroseconds"),
        };
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  },
};
