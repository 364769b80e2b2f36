import { factsOf, formatIds } from "@shotlist/schema";
import { expect, test } from "vitest";
import { isVendorKeyName } from "./vendor-key-name.ts";

test.each(formatIds)("the key of %s has a name that a key may have", (id) => {
  expect(isVendorKeyName(factsOf(id).apiKeyEnv)).toBe(true);
});

test.each([
  "RELAY_API_KEY",
  "INHOUSE_KEY",
  "MY_WISGATE_KEY",
  "STUDIO_TOKEN",
  "RELAY_APIKEY",
  "API_KEY",
  "relay_api_key",
])("%s may hold a vendor's key", (name) => {
  expect(isVendorKeyName(name)).toBe(true);
});

test.each([
  "GITHUB_TOKEN",
  "github_token",
  "GH_TOKEN",
  "GITLAB_API_KEY",
  "CI_JOB_TOKEN",
  "ACTIONS_RUNTIME_TOKEN",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_API_KEY",
  "AZURE_API_KEY",
  "NPM_TOKEN",
  "NODE_AUTH_TOKEN",
  "SSH_KEY",
  "SIGNING_KEY",
  "MY_PRIVATE_KEY",
  "DJANGO_SECRET_KEY",
  "DEPLOY_TOKEN",
  "HOME",
  "PATH",
  "DATABASE_URL",
  "DB_PASSWORD",
  "KEYBOARD",
  "",
])("%s holds something else", (name) => {
  expect(isVendorKeyName(name)).toBe(false);
});
