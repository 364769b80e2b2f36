/** The text of a body, as far as it was read. */
export interface ReadBody {
  readonly text: string;
  readonly complete: boolean;
}

/** Reads a body up to a limit. */
export async function readUpTo(message: Request | Response, mostBytes: number): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = message.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return { text: Buffer.concat(chunks).toString("utf8"), complete: true };
    length += value.length;
    if (length > mostBytes) {
      // Not awaited: the other half of a copied body decides when it is over.
      void reader?.cancel();
      return { text: "", complete: false };
    }
    chunks.push(value);
  }
}
