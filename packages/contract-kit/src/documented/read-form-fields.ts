import type { FormField } from "@shotlist/schema";

/** The fields of a form, read by the platform; undefined for one that is broken. */
export async function readFormFields(message: Request | Response): Promise<readonly FormField[] | undefined> {
  try {
    const form = await message.formData();
    return await Promise.all(
      [...form].map(async ([name, value]): Promise<FormField> => {
        if (typeof value === "string") return { name, text: value };
        const bytes = new Uint8Array(await value.arrayBuffer());
        return { name, file: { mediaType: value.type === "" ? "application/octet-stream" : value.type, bytes } };
      }),
    );
  } catch {
    return undefined;
  }
}
