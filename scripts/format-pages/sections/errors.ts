import { occasionWords } from "../facts-in-words.ts";
import { blocks, code, jsonCode, table } from "../markdown.ts";
import type { Section } from "../page.ts";
import { errorBodies } from "./messages.ts";

export const errors: Section = {
  title: "Errors",
  write: (page) => {
    const { facts, sources } = page;
    const rows = facts.errors.map(({ occasion, httpStatus, code: vendorCode, type, message, provenance }) => [
      occasionWords[occasion],
      `${httpStatus}`,
      vendorCode === "" ? "(empty)" : jsonCode(vendorCode),
      type === undefined ? "" : code(type),
      message,
      sources.mark(provenance, `the error for “${occasionWords[occasion]}”`),
    ]);
    const proofs = facts.notCreated.map(({ httpStatus, code: vendorCode, provenance }) => [
      `${httpStatus}`,
      vendorCode === undefined ? "" : code(vendorCode),
      sources.mark(provenance, `that a ${httpStatus} proves that no task was made`),
    ]);
    return blocks(
      table(["when", "HTTP", "code", "type", "in words", "source"], rows),
      proofs.length === 0
        ? "Beyond a 4xx other than 408, no answer to a submit proves that no task was made: after any other failure the submit is uncertain."
        : blocks(
            "Beyond a 4xx other than 408, these answers to a submit prove that no task was made; after any other failure the submit is uncertain:",
            table(["HTTP", "code", "source"], proofs),
          ),
      "### The body of an error",
      errorBodies(page),
    );
  },
};
