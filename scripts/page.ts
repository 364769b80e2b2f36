// Prints the page of a format in one of its editions: npm run page -- FORMAT --edition ID
import { parseArgs } from "node:util";
import { inEdition, isFormatId } from "@shotlist/schema";
import { formatPage } from "./format-pages/format-page.ts";

const { values, positionals } = parseArgs({ options: { edition: { type: "string" } }, allowPositionals: true });
const [format] = positionals;
if (!isFormatId(format)) throw new RangeError("usage: npm run page -- FORMAT [--edition ID]");
process.stdout.write(formatPage(inEdition(format, values.edition)));
