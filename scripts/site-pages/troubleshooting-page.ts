/** Every code with what it means and the way out, each below a heading that can be linked to: from the tables of the errors and the diagnostics. */
export function troubleshootingPage(errors: string, diagnostics: string): string {
  const [, ...sections] = errors.split(/^## /mu);
  return [
    "# Troubleshooting by code\n\n",
    "Find the code that a command printed, or that `--json` has under `error.code`. Generated from [errors](errors.md) and ",
    "[diagnostics](diagnostics.md); do not edit.\n\n",
    "## Mistakes in a storyboard\n\n",
    "`shotlist check` and `shotlist fmt` say them with their place. Each has an example, and one that does it right:\n\n",
    diagnosticCodes(diagnostics)
      .map((code) => `- [\`${code}\`](diagnostics.md#${code})\n`)
      .join(""),
    ...sections.map(errorSection),
  ].join("");
}

function diagnosticCodes(page: string): readonly string[] {
  return [...page.matchAll(/^## `([\w-]+)`$/gmu)].map(([, code = ""]) => code);
}

function errorSection(section: string): string {
  const title = section.split("\n", 1)[0] ?? "";
  const rows = [...section.matchAll(/^\| (`[a-z0-9_*]+`) +\| (.+?) +\| (.+?) +\|$/gmu)];
  const codes = rows.map(([, code = "", means = "", way = ""]) => `### ${code}\n\n${means}\n\n**Way out:** ${way}\n`);
  return rows.length === 0 ? "" : `\n## ${title}\n\n${codes.join("\n")}`;
}
