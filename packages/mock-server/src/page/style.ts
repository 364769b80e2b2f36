/** Plain, in the reader's own colours. */
export const pageStyle = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; --line: light-dark(#d8dbe0, #33373e);
  --soft: light-dark(#5a6270, #9aa3b2); --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#146c43, #7ee2a8);
  --warn: light-dark(#8a5300, #ffc36b); --card: light-dark(#ffffff, #1c1f24); }
body { margin: 0; background: light-dark(#f6f7f9, #121417); color: light-dark(#1b1e23, #e7eaf0); }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center;
  padding: .75rem 1.25rem; background: var(--card); border-bottom: 1px solid var(--line); }
h1 { font-size: 1.1rem; margin: 0; } h2 { font-size: 1rem; margin: 0 0 .5rem; }
header p { margin: 0; color: var(--soft); }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-left: auto; }
form label { display: flex; gap: .5rem; align-items: center; }
output { font-variant-numeric: tabular-nums; }
button { font: inherit; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 6px; min-width: 5rem;
  background: light-dark(#eef1f5, #2a2f37); color: inherit; cursor: pointer; }
:focus-visible { outline: 2px solid light-dark(#1a56db, #8ab4ff); outline-offset: 2px; }
main { padding: 1.25rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; max-width: 90rem; margin: auto; }
#tasks { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
#tasks li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
#tasks .screen { aspect-ratio: 16 / 9; background: light-dark(#e6e9ee, #0b0c0e); display: grid; place-items: center; color: var(--soft); }
#tasks video { width: 100%; height: 100%; object-fit: contain; display: block; }
#tasks dl { margin: 0; padding: .5rem .75rem; font-size: .85rem; } #tasks dt { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
#tasks dd { margin: 0; color: var(--soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#tasks dd.refused { color: var(--bad); white-space: normal; overflow-wrap: anywhere; }
.scroll { overflow: auto; max-height: 28rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; min-width: 44rem; border-collapse: collapse; font-size: .85rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem; border-bottom: 1px solid var(--line); }
th:nth-child(2) { width: 40%; }
thead th { position: sticky; top: 0; background: var(--card); }
td { overflow-wrap: anywhere; } td:first-child, td:nth-child(3), td:nth-child(4) { white-space: nowrap; font-variant-numeric: tabular-nums; }
.accepted { color: var(--good); } .refused { color: var(--bad); } .faulted { color: var(--warn); }
.empty, .soft { color: var(--soft); }
#faults { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); }
fieldset { border: 1px solid var(--line); border-radius: 8px; background: var(--card); margin: 0; }
legend { font-weight: 600; padding: 0 .35rem; } fieldset label { display: grid; grid-template-columns: auto 1fr; gap: 0 .5rem; padding: .2rem 0; }
fieldset small { grid-column: 2; color: var(--soft); }
[role=switch] { appearance: none; width: 2.1rem; height: 1.2rem; margin: .15rem 0 0; border-radius: 1rem; cursor: pointer;
  background: light-dark(#7a8394, #6b7482); display: grid; align-items: center; padding: .15rem; }
[role=switch]::before { content: ""; width: .9rem; height: .9rem; border-radius: 50%; background: #fff; }
[role=switch]:checked { background: light-dark(#1a56db, #5b8def); } [role=switch]:checked::before { margin-left: auto; }
@media (forced-colors: active) { [role=switch] { appearance: auto; } [role=switch]::before { display: none; } }
code { font-family: ui-monospace, monospace; }
`;
