const colours: Readonly<Record<string, string>> = {
  "1": "font-weight: 600",
  "2": "opacity: 0.65",
  "31": "color: #ff7b72",
  "32": "color: #56d364",
  "33": "color: #e3b341",
  "36": "color: #39c5cf",
};

/** What is on a terminal, with its colours, as a page that looks like one. */
export function screenPage(screen: string): string {
  const lines = screen.replace(/\s+$/u, "");
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #0d1117 }
    pre { display: inline-block; margin: 0; padding: 18px 22px; color: #e6edf3; font: 15px/1.4 "DejaVu Sans Mono", monospace }
  </style><pre>${spans(lines)}</pre>`;
}

function spans(text: string): string {
  let style: readonly string[] = [];
  // oxlint-disable-next-line no-control-regex -- colours
  return [...text.matchAll(/\u001B\[([\d;]*)m|[^\u001B]+/gu)]
    .map(([part, codes]) => {
      if (codes === undefined) return span(part, style);
      for (const code of codes === "" ? ["0"] : codes.split(";"))
        style = code === "0" ? [] : [...style, colours[code] ?? ""];
      if (codes.split(";").some((code) => code === "39" || code === "22")) style = [];
      return "";
    })
    .join("");
}

function span(text: string, style: readonly string[]): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return style.length === 0 ? escaped : `<span style="${style.filter(Boolean).join("; ")}">${escaped}</span>`;
}
