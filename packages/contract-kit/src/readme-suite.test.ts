import { createMockServer } from "@shotlist/mock-server";
import { contractSuite } from "@shotlist/contract-kit/vitest";
import { afterAll } from "vitest";

// The endpoint under test: here the mock. Give the address of your own.
const endpoint = await createMockServer({ clock: "manual", formats: ["toapis"] });
afterAll(() => endpoint.close());

contractSuite({ format: "toapis", baseUrl: endpoint.urlOf("toapis"), seed: 1, only: ["poll/*", "submit.request/*"] });
