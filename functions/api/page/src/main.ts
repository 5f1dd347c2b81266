/** Puts the page together. */

import { access, model, TASKS, type Task } from "./api.js";
import { ALL_WAYS, Asking } from "./asking.js";
import { button, byId, html, say } from "./dom.js";
import { EXAMPLES } from "./examples.js";
import { Finding } from "./finding.js";
import { Panels, WAY_NAMES } from "./panels.js";
import { coco, curl, download, json, keep, kept } from "./sharing.js";
import { Stage } from "./stage.js";
import { State, WAYS, type Region, type Tool } from "./state.js";
import { Tools } from "./tools.js";

const TOOLS: Record<Tool, [name: string, key: string]> = {
  move: ["Move", "v"],
  box: ["Box", "b"],
  polygon: ["Polygon", "p"],
  mask: ["Paint", "m"],
};

const state = new State();
const stage = new Stage(state);
const finding = new Finding(state);
const tools = new Tools(state, stage, (x, y) => void finding.at(x, y));
const asking = new Asking(state);
const panels = new Panels(state, tools);

async function open(name: string, bytes: Blob, regions: readonly Region[]): Promise<void> {
  try {
    state.open({ name, bytes }, await createImageBitmap(bytes), regions);
    say(`${name}: drag to draw a region, or click on a thing.`);
  } catch {
    say(`${name} is not an image that this browser can show.`, true);
  }
}

async function example(name: string, regions?: readonly Region[]): Promise<void> {
  const chosen = EXAMPLES.find((one) => one.name === name);
  if (chosen !== undefined) {
    const response = await fetch(`page/examples/${chosen.name}`);
    const first: Region = { id: "0", shape: { kind: "box", box: chosen.box } };
    await open(chosen.name, await response.blob(), regions ?? [first]);
  }
}

function file(chosen: File | undefined): void {
  if (chosen !== undefined) {
    const waiting = kept();
    const same = state.photo === undefined && waiting?.photo === chosen.name;
    void open(chosen.name, chosen, same ? waiting.regions : []);
  }
}

function render(): void {
  const { pixels, question, way, tool } = state;
  byId("empty").hidden = pixels !== undefined;
  stage.element.classList.toggle("move", tool === "move");
  stage.render();
  panels.render();
  for (const one of Object.keys(TOOLS)) {
    byId(`tool-${one}`).setAttribute("aria-pressed", String(one === tool));
  }
  byId("brush-row").hidden = tool !== "mask";
  byId<HTMLButtonElement>("undo").disabled = !state.can("undo");
  byId<HTMLButtonElement>("redo").disabled = !state.can("redo");
  byId("ask").textContent = asking.busy ? "Stop" : "Ask";
  byId<HTMLInputElement>("way").value = String(WAYS.indexOf(way));
  byId<HTMLInputElement>("way").setAttribute("aria-valuetext", WAY_NAMES[way]);
  byId("way-name").textContent = WAY_NAMES[way];
  byId<HTMLSelectElement>("task").value = state.task;
  for (const task of TASKS) {
    byId<HTMLInputElement>(`ask-${task}`).checked = question.tasks.includes(task);
  }
  byId<HTMLTextAreaElement>("curl").value = state.regions.length === 0 ? "" : curl(state);
  if (pixels !== undefined) {
    keep(state);
  }
  void asking.explainSelected();
}

function words(id: "categories" | "attributes" | "controls"): void {
  const input = byId<HTMLInputElement>(id);
  input.value = state.question[id];
  input.addEventListener("input", () => state.set({ question: { ...state.question, [id]: input.value } }));
}

function press(id: string, act: () => void): void {
  byId(id).addEventListener("click", act);
}

function build(): void {
  for (const [tool, [name, key]] of Object.entries(TOOLS) as [Tool, [string, string]][]) {
    byId("tools").append(button(name, { id: `tool-${tool}`, title: key }, () => state.set({ tool })));
  }
  byId("examples").append(
    html("option", { value: "" }, "choose"),
    ...EXAMPLES.map((one) => html("option", { value: one.name }, one.title)),
  );
  for (const task of TASKS) {
    const box = html("input", { type: "checkbox", id: `ask-${task}` });
    box.addEventListener("change", () => {
      const tasks = TASKS.filter((one) => (one === task ? box.checked : state.question.tasks.includes(one)));
      state.explained.clear();
      state.set({
        question: { ...state.question, tasks },
        task: tasks.includes(state.task) ? state.task : (tasks.at(-1) ?? state.task),
      });
    });
    byId("tasks").append(html("label", {}, box, ` ${task}`));
    byId("task").append(html("option", { value: task }, task));
  }
}

function listen(): void {
  press("choose", () => byId("file").click());
  byId<HTMLInputElement>("file").addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    file(input.files?.[0]);
    input.value = "";
  });
  byId<HTMLSelectElement>("examples").addEventListener("change", (event) => {
    void example((event.target as HTMLSelectElement).value);
  });
  byId<HTMLSelectElement>("task").addEventListener("change", (event) => {
    state.set({ task: (event.target as HTMLSelectElement).value as Task });
  });
  byId<HTMLInputElement>("way").addEventListener("input", (event) => {
    state.set({ way: WAYS[Number((event.target as HTMLInputElement).value)] ?? "task" });
  });
  byId<HTMLInputElement>("look").addEventListener("input", (event) => {
    state.set({ look: Number((event.target as HTMLInputElement).value) });
  });
  byId<HTMLInputElement>("brush").addEventListener("input", (event) => {
    state.set({ brush: Number((event.target as HTMLInputElement).value) });
  });
  byId<HTMLInputElement>("token").addEventListener("change", (event) => {
    access.token = (event.target as HTMLInputElement).value.trim();
    sessionStorage.setItem("token", access.token);
    introduce().then(
      () => say("The server takes this token."),
      (failure: unknown) => say(String(failure), true),
    );
  });
  press("add", () => tools.addBox());
  press("find", () => void finding.all());
  press("undo", () => state.undo());
  press("redo", () => state.redo());
  press("in", () => stage.zoom(1.3));
  press("out", () => stage.zoom(1 / 1.3));
  press("fit", () => stage.fit());
  press("ask", () => (asking.busy ? asking.stop() : void asking.ask([state.way])));
  press("compare", () => void asking.ask(ALL_WAYS));
  press("json", () => download(`${state.photo?.name ?? "answer"}.json`, json(state)));
  press("coco", () => download(`${state.photo?.name ?? "answer"}.coco.json`, coco(state)));
  press("link", () => void share());
  press("theme", () => document.documentElement.classList.toggle("dark"));
  document.addEventListener("keydown", key);
  drop();
}

async function share(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link is copied. It holds the regions and the question; an own photo has to be opened again.");
  } catch {
    say("The address of this page is the link.");
  }
}

/** Keys that work everywhere but in fields. */
function key(event: KeyboardEvent): void {
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === "Enter") {
    void asking.ask([state.way]);
    return;
  }
  if (event.target instanceof Element && event.target.matches("input:not([type=range]):not([type=checkbox]), textarea")) {
    return;
  }
  const tool = (Object.entries(TOOLS) as [Tool, [string, string]][]).find(([, [, k]]) => k === event.key)?.[0];
  if (control && event.key.toLowerCase() === "z") {
    event.shiftKey ? state.redo() : state.undo();
  } else if (control && event.key.toLowerCase() === "y") {
    state.redo();
  } else if (control || event.altKey) {
    return;
  } else if (tool !== undefined) {
    state.set({ tool });
  } else if (event.key === "n") {
    tools.addBox();
    stage.element.focus();
  } else if (event.key === "f") {
    void finding.all();
  } else if (event.key === "+" || event.key === "-") {
    stage.zoom(event.key === "+" ? 1.3 : 1 / 1.3);
  } else if (event.key === "0") {
    stage.fit();
  } else {
    return;
  }
  event.preventDefault();
}

function drop(): void {
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    stage.element.classList.toggle("over", on);
  };
  document.addEventListener("dragover", over(true));
  document.addEventListener("dragleave", over(false));
  document.addEventListener("drop", (event) => {
    over(false)(event);
    file(event.dataTransfer?.files[0]);
  });
}

async function start(): Promise<void> {
  document.documentElement.classList.toggle("dark", matchMedia("(prefers-color-scheme: dark)").matches);
  const before = kept();
  if (before !== undefined) {
    state.set({ question: before.question, way: before.way });
  }
  build();
  (["categories", "attributes", "controls"] as const).forEach(words);
  listen();
  state.onChange(render);
  state.set({});
  if (before?.photo !== undefined) {
    if (EXAMPLES.some((one) => one.name === before.photo)) {
      await example(before.photo, before.regions);
    } else {
      say(`The link is about ${before.photo}: open that photo.`);
    }
  }
  await introduce();
}

/** Finds out which model answers; a server that asks for a token is asked again once there is one. */
async function introduce(): Promise<void> {
  const card = await model().catch((failure: unknown) => {
    byId("token-row").hidden = false;
    throw failure;
  });
  state.set({ model: card, question: { ...state.question, hand: state.question.hand.slice(0, card.view_count) } });
  byId("model").textContent =
    `Model ${card.preset}` + (card.trained ? "" : ": untrained random numbers, the answers mean nothing");
}

start().catch((failure: unknown) => say(String(failure), true));
