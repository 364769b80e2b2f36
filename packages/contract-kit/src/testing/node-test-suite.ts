// Run by node-test.test.ts with Node's own test runner.
import { after } from "node:test";
import { createMockServer } from "@shotlist/mock-server";
import { contractSuite } from "@shotlist/contract-kit/node-test";

const mock = await createMockServer({ clock: "manual", seed: 1, formats: ["wisgate"] });
after(() => mock.close());

const only = ["submit/*", "poll/*", "lifecycle/*", "submit.request/examples/*"];
contractSuite({ format: "wisgate", baseUrl: mock.urlOf("wisgate"), fetch: mock.fetch, seed: 1, only });
