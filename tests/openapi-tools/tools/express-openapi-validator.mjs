import express from "express";
import * as validator from "express-openapi-validator";
import { verdicts } from "./verdicts.mjs";

/** An application behind the middleware: 400 is its refusal. */
export async function judge({ document, path, bodies }) {
  const app = express();
  app.use(express.json({ limit: "10mb", strict: false }));
  app.use(
    validator.middleware({
      apiSpec: document,
      validateRequests: true,
      validateResponses: false,
      validateSecurity: false,
      validateApiSpec: true,
    }),
  );
  app.post(path, (_request, response) => void response.json({}));
  app.use(
    (error, _request, response, _next) => void response.status(error.status ?? 500).json({ message: error.message }),
  );
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${server.address().port}${path}`;
  return verdicts(bodies, async (body) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.status !== 200 && response.status !== 400)
      throw new Error(`${response.status}: ${await response.text()}`);
    return response.status === 200;
  });
}
