import type { Sources } from "../../facts.ts";

type Page = "create task" | "get task" | "list tasks" | "delete task" | "error codes" | "limits" | "prices";

/** The pages of Ark's documentation, which speak for the relays' upstream as well. */
export const arkPages: Readonly<Record<`Ark: ${Page}` | "Ark SDK for Go", string>> = {
  "Ark: create task": "https://www.volcengine.com/docs/82379/1520757",
  "Ark: get task": "https://www.volcengine.com/docs/82379/1521309",
  "Ark: list tasks": "https://www.volcengine.com/docs/82379/1521675",
  "Ark: delete task": "https://www.volcengine.com/docs/82379/1521720",
  "Ark: error codes": "https://www.volcengine.com/docs/82379/1299023",
  "Ark: limits": "https://www.volcengine.com/docs/82379/1330310",
  "Ark: prices": "https://www.volcengine.com/docs/82379/1544106",
  "Ark SDK for Go": "https://github.com/volcengine/volcengine-go-sdk, service/arkruntime/model/content_generation.go",
};

export const sources: Sources = { ...arkPages };
