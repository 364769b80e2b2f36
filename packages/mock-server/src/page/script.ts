/** What the page does. Texts go in as text, never as markup: prompts and paths come from anyone. */
export const pageScript = `
const steps = [["1 s", "1s"], ["5 s", "5s"], ["10 s", "10s"], ["1 min", "1m"], ["10 min", "10m"], ["1 h", "1h"], ["6 h", "6h"], ["1 day", "1d"]];
const find = (id) => document.getElementById(id);
const make = (tag, text = "", properties = {}) => Object.assign(document.createElement(tag), { textContent: text }, properties);
const count = (number, word) => number + " " + word + (number === 1 ? "" : "s");
const prose = (text) => {
  const parts = text.split("\`").map((part, index) => index % 2 === 1 ? make("code", part) : part);
  const small = make("small");
  small.append(...parts);
  return small;
};
const ask = async (path, method = "GET", body) => {
  const answer = await fetch("__mock/" + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  return answer.json();
};

const shown = new Map();
function showTasks(tasks) {
  const list = find("tasks");
  for (const task of tasks.slice(-60)) {
    const known = shown.get(task.id);
    if (known?.status === task.status) continue;
    const item = known?.item ?? make("li");
    const screen = make("div", task.status, { className: "screen" });
    if (task.videoUrl) screen.replaceChildren(make("video", "", { src: new URL(task.videoUrl).pathname + new URL(task.videoUrl).search + "&viewer=page",
      controls: true, loop: true, muted: true, autoplay: !matchMedia("(prefers-reduced-motion: reduce)").matches, preload: "metadata", ariaLabel: "Clip of " + task.id }));
    const facts = make("dl");
    const { requested } = task;
    facts.append(make("dt", task.id), make("dd", task.format + ", " + task.status + ", " + requested.width + "×" + requested.height + ", " + requested.seconds + " s"),
      make("dd", requested.prompt, { title: requested.prompt }));
    if (task.failure) facts.append(make("dd", task.failure.code, { className: "refused" }));
    item.replaceChildren(screen, facts);
    if (!known) list.prepend(item);
    shown.set(task.id, { status: task.status, item });
  }
  while (list.children.length > 60) list.lastChild.remove();
  find("no-tasks").hidden = tasks.length > 0;
}

let lastNumber = -1;
function showJournal(entries) {
  const newest = entries.at(-1)?.number ?? 0;
  if (newest === lastNumber) return;
  lastNumber = newest;
  find("journal").replaceChildren(...entries.slice(-200).reverse().map((entry) => {
    const row = make("tr");
    const broken = entry.errors.map(({ rule, message }) => rule + ": " + message);
    const advice = entry.advice.map(({ rule, message }) => "advice " + rule + ": " + message);
    const remarks = [...(entry.fault ? ["fault " + entry.fault] : []), ...broken, ...advice].join("; ");
    row.append(make("td", entry.number), make("td", entry.method + " " + entry.path),
      make("td", entry.status + " " + entry.verdict, { className: entry.verdict }),
      make("td", entry.price ? entry.price.amount.toFixed(2) + " " + entry.price.currency : ""), make("td", remarks));
    return row;
  }));
}

let rules = "";
function showFaults(state) {
  if (JSON.stringify(state.rules) === rules) return;
  rules = JSON.stringify(state.rules);
  if (find("faults").childElementCount === 0) {
    for (const layer of new Set(state.library.map((fault) => fault.layer))) {
      const group = make("fieldset");
      group.append(make("legend", layer));
      for (const fault of state.library.filter((one) => one.layer === layer)) {
        const label = make("label");
        const box = make("input", "", { type: "checkbox", role: "switch", name: fault.name });
        box.addEventListener("change", async () => {
          if (box.checked) await ask("faults", "POST", { fault: fault.name });
          else for (const { number, rule } of (await ask("faults")).rules) if (rule.fault === fault.name) await ask("faults/" + number, "DELETE");
          await refresh();
        });
        label.append(box, make("code", fault.name), prose(fault.purpose));
        group.append(label);
      }
      find("faults").append(group);
    }
  }
  for (const box of document.querySelectorAll("#faults input")) box.checked = state.rules.some(({ rule }) => rule.fault === box.name);
}

async function refresh() {
  const [clock, tasks, requests, faults, billed] = await Promise.all(["clock", "tasks", "requests", "faults", "billed"].map((name) => ask(name)));
  find("now").textContent = clock.now.replace("T", " ").slice(0, 19) + (clock.mode === "manual" ? " (manual)" : " (" + clock.speed + "×)");
  const money = Object.entries(billed.amounts).map(([currency, amount]) => amount.toFixed(2) + " " + currency).join(", ");
  find("summary").textContent = count(tasks.total, "task") + ", " + count(requests.total, "request") + (money ? ", would have cost " + money : "");
  showTasks(tasks.tasks);
  showJournal(requests.requests);
  showFaults(faults);
}

const slider = find("advance");
const button = find("clock").querySelector("button");
const nameStep = () => { button.textContent = "+ " + steps[slider.value][0]; slider.ariaValueText = steps[slider.value][0]; };
slider.addEventListener("input", nameStep);
nameStep();
find("clock").addEventListener("submit", async (event) => {
  event.preventDefault();
  await ask("clock", "POST", { advance: steps[slider.value][1] });
  await refresh();
});

const { formats } = await ask("health");
find("addresses").replaceChildren(...formats.flatMap((format) => [make("code", location.origin + "/" + format), " "]));
for (;;) {
  await refresh().catch(() => { find("summary").textContent = "The mock has stopped."; });
  await new Promise((resolve) => setTimeout(resolve, document.hidden ? 5000 : 1000));
}
`;
