/** Both colour schemes by the reader's own choice; no more than 3 hues, each with a word next to it. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --panel: #f6f8fa; --line: #d0d7de;
  --fail: #b42318; --warn: #8a5a00; --good: #1a7f37; --accent: #0757b5; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9ba6b2; --paper: #0f1419; --panel: #171d24; --line: #323b45;
    --fail: #ff8a7d; --warn: #e3b341; --good: #56d364; --accent: #79b8ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main, header { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; max-width: 70ch; }
a { color: var(--accent); }
.soft { color: var(--soft); }
code, pre { font: .85rem/1.5 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
pre { margin: .5rem 0 0; padding: .75rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); border: 1px solid var(--line);
  border-radius: 6px; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.counts b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.fail { color: var(--fail); } .pass { color: var(--good); } .warn { color: var(--warn); }
.departure { padding: 1rem 1.25rem; margin: 0 0 1rem; background: var(--panel); border: 1px solid var(--line);
  border-left: 4px solid var(--fail); border-radius: 6px; }
.departure.advice { border-left-color: var(--warn); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .75rem 0 0; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
summary { cursor: pointer; padding: .35rem 0; }
summary:focus-visible, a:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
ol.trace { margin: .5rem 0 0; padding-left: 1.5rem; }
ol.trace li { margin-bottom: .75rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
footer { max-width: 66rem; margin: 3rem auto 0; padding: 1rem 1.25rem 2.5rem; color: var(--soft); }
@media print { details { break-inside: avoid; } }
`;
