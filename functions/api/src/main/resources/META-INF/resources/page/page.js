// src/api.ts
var TASKS = ["tags", "category", "attributes", "caption"];
function wireRegion(id, shape) {
  switch (shape.kind) {
    case "box":
      return { id, bbox: shape.box };
    case "polygon":
      return { id, polygon: [shape.points] };
    case "mask":
      return { id, rle: { size: [shape.size.height, shape.size.width], counts: shape.counts } };
  }
}
var access = { token: sessionStorage.getItem("token") ?? "" };
function headers(others = {}) {
  return access.token === "" ? others : { ...others, Authorization: `Bearer ${access.token}` };
}
async function refusal(response) {
  const problem = await response.json().catch(() => null);
  return new Error(problem?.message ?? `The server answered with status ${response.status}.`);
}
function form(photo, request) {
  const body = new FormData();
  body.append("image", photo.bytes, photo.name);
  body.append("request", JSON.stringify(request));
  return body;
}
async function model() {
  const response = await fetch("v1/models", { headers: headers() });
  if (!response.ok) {
    throw await refusal(response);
  }
  return (await response.json()).models[0];
}
async function explain(photo, request, signal) {
  const response = await fetch("v1/views", { method: "POST", headers: headers(), body: form(photo, request), signal });
  if (!response.ok) {
    throw await refusal(response);
  }
  return response.json();
}
async function proposals(photo, wanted, signal) {
  const response = await fetch("v1/proposals", {
    method: "POST",
    headers: headers(),
    body: form(photo, wanted),
    signal
  });
  if (!response.ok) {
    throw await refusal(response);
  }
  return (await response.json()).proposals;
}
async function refer(photo, request, signal, hear) {
  const response = await fetch("v1/refer", {
    method: "POST",
    headers: headers({ Accept: "text/event-stream" }),
    body: form(photo, request),
    signal
  });
  if (!response.ok || response.body === null) {
    throw await refusal(response);
  }
  let done;
  for await (const [name, data] of events(response.body)) {
    if (name === "region") {
      hear(data);
    } else if (name === "done") {
      done = data;
    } else if (name === "problem") {
      throw new Error(data.message);
    }
  }
  if (done === void 0) {
    throw new Error("The answer broke off; ask again.");
  }
  return done;
}
async function* events(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (; ; ) {
    const { done, value } = await reader.read();
    text += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const lines = block.split("\n");
      const field = (name) => lines.filter((line) => line.startsWith(name + ":")).map((line) => line.slice(name.length + 1).trimStart()).join("\n");
      if (field("data") !== "") {
        yield [field("event"), JSON.parse(field("data"))];
      }
    }
    if (done) {
      return;
    }
  }
}

// src/dom.ts
var SVG = "http://www.w3.org/2000/svg";
function fill(element, attributes, content) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== void 0 && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...content.filter((child) => child !== void 0));
  return element;
}
function html(name, attributes = {}, ...content) {
  return fill(document.createElement(name), attributes, content);
}
function svg(name, attributes = {}, ...content) {
  return fill(document.createElementNS(SVG, name), attributes, content);
}
function button(label, attributes, press2) {
  const made = html("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", press2);
  return made;
}
function byId(id) {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`the page has no element ${id}`);
  }
  return found;
}
function say(message2, bad = false) {
  const status = byId("status");
  status.textContent = message2;
  status.classList.toggle("bad", bad);
}
function number(value, digits = 2) {
  return String(Number(value.toFixed(digits)));
}

// src/state.ts
var WAYS = ["task", "image", "hand"];
var State = class {
  photo;
  pixels;
  model;
  regions = [];
  selected;
  question = { tasks: TASKS, categories: "", attributes: "", controls: "", hand: [0, 0.1, 0.5] };
  way = "task";
  task = "caption";
  tool = "box";
  brush = 24;
  look;
  /** Views and candidates before anything is asked, by way and region. */
  explained = /* @__PURE__ */ new Map();
  results = /* @__PURE__ */ new Map();
  listeners = [];
  past = [];
  future = [];
  pending = false;
  get size() {
    return this.pixels ?? { width: 1, height: 1 };
  }
  get region() {
    return this.regions.find((region) => region.id === this.selected);
  }
  get result() {
    return this.results.get(this.way);
  }
  onChange(listener) {
    this.listeners.push(listener);
  }
  /** Changes something and, once the current work is done, tells those who listen. */
  set(change) {
    Object.assign(this, change);
    if (!this.pending) {
      this.pending = true;
      queueMicrotask(() => {
        this.pending = false;
        this.listeners.forEach((listener) => listener());
      });
    }
  }
  /** Changes the regions; can be undone. Answers about what they were are no longer shown. */
  edit(regions, selected) {
    this.past.push(this.regions);
    this.future = [];
    this.replace(regions, selected);
  }
  undo() {
    this.step(this.past, this.future);
  }
  redo() {
    this.step(this.future, this.past);
  }
  can(which) {
    return (which === "undo" ? this.past : this.future).length > 0;
  }
  step(from, to) {
    const regions = from.pop();
    if (regions !== void 0) {
      to.push(this.regions);
      this.replace(regions, regions.some((r) => r.id === this.selected) ? this.selected : regions.at(-1)?.id);
    }
  }
  replace(regions, selected) {
    const before = new Map(this.regions.map((region) => [region.id, region.shape]));
    for (const region of regions) {
      if (before.get(region.id) !== region.shape) {
        this.forget(region.id);
      }
    }
    this.set({ regions, selected });
  }
  /** What was said about a region is not true of another place. */
  forget(id) {
    for (const way of WAYS) {
      this.explained.delete(way + " " + id);
      const result = this.results.get(way);
      if (result !== void 0) {
        const parts = new Map(result.parts);
        parts.delete(id);
        this.results.set(way, { ...result, parts });
      }
    }
  }
  newId() {
    let id = this.regions.length;
    while (this.regions.some((region) => region.id === String(id))) {
      id++;
    }
    return String(id);
  }
  /** A photo and regions to begin with. */
  open(photo, pixels, regions) {
    this.past.length = 0;
    this.future = [];
    this.explained.clear();
    this.results.clear();
    this.set({ photo, pixels, regions, selected: regions[0]?.id, look: void 0 });
  }
  /** What is asked in a way, about these regions. */
  request(way, regions) {
    const { tasks, hand, ...words3 } = this.question;
    const categories = list(words3.categories);
    const attributes = list(words3.attributes);
    const controls = list(words3.controls);
    return {
      regions: regions.map((region) => wireRegion(region.id, region.shape)),
      tasks,
      views: way === "hand" ? hand : way,
      ...categories.length + attributes.length > 0 ? {
        vocabulary: {
          ...categories.length > 0 ? { categories } : {},
          ...attributes.length > 0 ? { attributes } : {}
        }
      } : {},
      ...controls.length > 0 ? { controls } : {}
    };
  }
};
function list(text) {
  return text.split(",").map((word) => word.trim()).filter((word) => word !== "");
}

// src/asking.ts
var Asking = class {
  constructor(state2) {
    this.state = state2;
  }
  state;
  running;
  explaining;
  get busy() {
    return this.running !== void 0;
  }
  stop() {
    this.running?.abort();
  }
  /** Asks about every region, with the views of these ways one after the other. */
  async ask(ways) {
    const { photo, regions } = this.state;
    if (photo === void 0 || regions.length === 0) {
      say(photo === void 0 ? "Choose a photo first." : "Draw a region first.", true);
      return;
    }
    if (this.state.question.tasks.length === 0) {
      say("Choose something to ask.", true);
      return;
    }
    this.stop();
    const running = new AbortController();
    this.running = running;
    this.state.set({});
    const start2 = performance.now();
    try {
      for (const way of ways) {
        await this.askOnce(way, regions, running.signal);
      }
      say(`Answered in ${((performance.now() - start2) / 1e3).toFixed(1)} s.` + this.found());
    } catch (failure) {
      say(running.signal.aborted ? "Stopped." : message(failure), !running.signal.aborted);
    } finally {
      this.running = void 0;
      this.state.set({});
    }
  }
  async askOnce(way, regions, signal) {
    const { photo, results } = this.state;
    if (photo === void 0) {
      return;
    }
    const parts = /* @__PURE__ */ new Map();
    results.set(way, { parts });
    this.state.set({ way });
    say(`Asking about ${regions.length} region${regions.length === 1 ? "" : "s"} …`);
    const response = await refer(photo, this.state.request(way, regions), signal, (part) => {
      const before = parts.get(part.id);
      parts.set(part.id, { ...before, ...part, views: { ...before?.views, ...part.views } });
      this.state.set({});
    });
    response.regions.forEach((region) => parts.set(region.id, region));
    results.set(way, { parts, response });
    this.state.set({});
  }
  found() {
    const cache = this.state.result?.response?.cache;
    if (cache === void 0) {
      return "";
    }
    const n = (name) => cache[name] ?? 0;
    return ` Views: ${n("embeddings_computed")} computed, ${n("embeddings_found")} from the store; answers from the store: ${n("answers_found")}.`;
  }
  /** Finds out which views the selected region would be seen in, unless that is known. */
  async explainSelected() {
    const { photo, region, way, explained } = this.state;
    if (photo === void 0 || region === void 0) {
      return;
    }
    const key2 = way + " " + region.id;
    if (explained.has(key2) || this.state.question.tasks.length === 0) {
      return;
    }
    this.explaining?.abort();
    const explaining = new AbortController();
    this.explaining = explaining;
    try {
      const answer = await explain(photo, this.state.request(way, [region]), explaining.signal);
      const known = answer.regions[0];
      if (known !== void 0 && this.state.region === region) {
        explained.set(key2, known);
        this.state.set({});
      }
    } catch (failure) {
      if (!explaining.signal.aborted) {
        say(message(failure), true);
      }
    }
  }
};
var ALL_WAYS = WAYS;
function message(failure) {
  return failure instanceof Error ? failure.message : String(failure);
}

// src/examples.ts
var EXAMPLES = [
  { name: "giraffe.jpg", title: "Giraffes", box: [455, 184, 273, 445] },
  { name: "coffee.jpg", title: "Coffee", box: [170, 17, 240, 292] },
  { name: "cat.jpg", title: "Cat", box: [30, 0, 370, 292] },
  { name: "astronaut.jpg", title: "Astronaut", box: [152, 14, 152, 176] },
  { name: "rocket.jpg", title: "Rocket", box: [306, 124, 36, 284] }
];

// src/geometry.ts
function bounds(shape) {
  switch (shape.kind) {
    case "box":
      return shape.box;
    case "polygon": {
      const xs = shape.points.filter((_, i) => i % 2 === 0);
      const ys = shape.points.filter((_, i) => i % 2 === 1);
      return corners(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
    }
    case "mask":
      return maskBounds(shape.counts, shape.size);
  }
}
function corners(x1, y1, x2, y2) {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)];
}
function inside(box, size) {
  const x = clamp(Math.round(box[0]), 0, size.width);
  const y = clamp(Math.round(box[1]), 0, size.height);
  return [
    x,
    y,
    clamp(Math.round(box[0] + box[2]), 0, size.width) - x,
    clamp(Math.round(box[1] + box[3]), 0, size.height) - y
  ];
}
function clamp(value, least, most) {
  return Math.min(most, Math.max(least, value));
}
function contains(box, x, y) {
  return x >= box[0] && y >= box[1] && x < box[0] + box[2] && y < box[1] + box[3];
}
function moved(shape, dx, dy, size) {
  const [x, y, w, h] = bounds(shape);
  const sx = clamp(dx, -x, size.width - x - w);
  const sy = clamp(dy, -y, size.height - y - h);
  switch (shape.kind) {
    case "box":
      return { kind: "box", box: [x + sx, y + sy, w, h] };
    case "polygon":
      return { kind: "polygon", points: shape.points.map((p, i) => p + (i % 2 === 0 ? sx : sy)) };
    case "mask":
      return shape;
  }
}
function viewBox(region, size, t) {
  const [x, y, w, h] = region;
  return [x - x * t, y - y * t, w + (size.width - w) * t, h + (size.height - h) * t];
}
function runLengths(pixels, size, step = 4, first = 3) {
  const counts = [];
  let on = false;
  let run = 0;
  for (let x = 0; x < size.width; x++) {
    for (let y = 0; y < size.height; y++) {
      const set = pixels[(y * size.width + x) * step + first] !== 0;
      if (set !== on) {
        counts.push(run);
        run = 0;
        on = set;
      }
      run++;
    }
  }
  counts.push(run);
  return counts;
}
function strokes(counts, size, paint) {
  let at = 0;
  counts.forEach((run, i) => {
    let left = i % 2 === 1 ? run : 0;
    let from = at;
    while (left > 0) {
      const y = from % size.height;
      const length = Math.min(left, size.height - y);
      paint(Math.floor(from / size.height), y, length);
      from += length;
      left -= length;
    }
    at += run;
  });
}
function maskBounds(counts, size) {
  let [x1, y1, x2, y2] = [size.width, size.height, 0, 0];
  strokes(counts, size, (x, y, length) => {
    x1 = Math.min(x1, x);
    x2 = Math.max(x2, x + 1);
    y1 = Math.min(y1, y);
    y2 = Math.max(y2, y + length);
  });
  return x2 > x1 ? corners(x1, y1, x2, y2) : [0, 0, 0, 0];
}

// src/finding.ts
var MOST = 20;
var TOGETHER = 0.5;
var Finding = class {
  constructor(state2) {
    this.state = state2;
  }
  state;
  running;
  /** Adds the box under a point of the photo. */
  async at(x, y) {
    const found = await this.ask({ point: [x, y] });
    if (found !== void 0) {
      this.add(found, "Nothing that looks like a thing is there; drag to draw a box.");
    }
  }
  /** Adds the boxes of all things. */
  async all() {
    const found = await this.ask({ most: 100 });
    if (found !== void 0) {
      this.add(apart(found), "No thing was found; drag to draw a box.");
    }
  }
  async ask(wanted) {
    const { photo } = this.state;
    if (photo === void 0) {
      say("Choose a photo first.", true);
      return void 0;
    }
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    say("Looking …");
    try {
      const found = await proposals(photo, wanted, running.signal);
      return this.state.photo === photo ? found : void 0;
    } catch (failure) {
      if (!running.signal.aborted) {
        say(failure instanceof Error ? failure.message : String(failure), true);
      }
      return void 0;
    }
  }
  add(found, otherwise) {
    let regions = this.state.regions;
    let last;
    for (const { bbox } of found) {
      const shape = { kind: "box", box: inside(bbox, this.state.size) };
      last = { id: newId(regions), shape };
      regions = [...regions, last];
    }
    if (last === void 0) {
      say(otherwise);
      return;
    }
    this.state.edit(regions, last.id);
    say(found.length === 1 ? "One thing found." : `${found.length} things found.`);
  }
};
function newId(regions) {
  return String(1 + Math.max(-1, ...regions.map((region) => Number(region.id)).filter(Number.isFinite)));
}
function apart(found) {
  const kept2 = [];
  for (const one of found) {
    if (kept2.length < MOST && kept2.every((better) => common(one.bbox, better.bbox) <= TOGETHER)) {
      kept2.push(one);
    }
  }
  return kept2;
}
function common(a, b) {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a[2] * a[3] + b[2] * b[3] - shared);
}

// src/shown.ts
function shownAnswer(state2, id) {
  return state2.result?.parts.get(id);
}
function shownViews(state2) {
  const id = state2.selected ?? "";
  return shownAnswer(state2, id)?.views?.[state2.task] ?? state2.explained.get(state2.way + " " + id)?.views?.[state2.task] ?? [];
}
function candidates(state2) {
  const id = state2.selected ?? "";
  const all = ["task", "image", "hand"].map((way) => state2.explained.get(way + " " + id)?.candidates);
  return all.find((found) => found !== void 0) ?? [];
}
function likelihood(label, probability) {
  const p = label.probability ?? (probability ? label.score : void 0);
  return p === void 0 ? number(label.score) : `${number(100 * p, 1)} %`;
}
function sorted(labels) {
  return [...labels].sort((a, b) => b.score - a.score);
}
function words(answer) {
  if (answer.error !== void 0) {
    return [answer.error.message];
  }
  const lines = [];
  if (answer.caption !== void 0) {
    lines.push(answer.caption.text === "" ? "(no words)" : answer.caption.text);
  }
  const best = answer.categories?.[0];
  if (best !== void 0) {
    lines.push("category: " + best.name + (answer.known !== void 0 && answer.known < 0.5 ? " (perhaps background)" : ""));
  }
  const some = (name, labels) => {
    if (labels !== void 0 && labels.length > 0) {
      const names2 = sorted(labels).slice(0, 4).map((label) => label.name.replace(/^.*:/, ""));
      lines.push(`${name}: ${names2.join(", ")}`);
    }
  };
  some("attributes", answer.attributes);
  some("tags", answer.tags);
  return lines;
}

// src/panels.ts
var WAY_NAMES = { task: "Task prior", image: "Image prior", hand: "By hand" };
var PREVIEW = 224;
var MOST_LABELS = 8;
var Panels = class {
  constructor(state2, tools2) {
    this.state = state2;
    this.tools = tools2;
  }
  state;
  tools;
  render() {
    this.regions();
    this.chart();
    this.used();
    this.preview();
    this.comparison();
  }
  regions() {
    const list2 = byId("regions");
    const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.id : "";
    list2.replaceChildren(...this.state.regions.map((region, i) => this.region(region, i)));
    if (focused.startsWith("box-")) {
      document.getElementById(focused)?.focus();
    }
    byId("none").hidden = this.state.regions.length > 0;
  }
  region(region, index) {
    const selected = region.id === this.state.selected;
    const [x, y, w, h] = bounds(region.shape).map((value) => Math.round(value));
    const answer = shownAnswer(this.state, region.id);
    return html(
      "li",
      { class: `c${index % 6}${selected ? " selected" : ""}` },
      html(
        "div",
        { class: "row" },
        button(
          `Region ${region.id}: ${region.shape.kind} ${x}, ${y}, ${w} × ${h}`,
          { class: "name", "aria-pressed": selected ? "true" : "false" },
          () => this.state.set({ selected: region.id })
        ),
        button("✕", { class: "icon", "aria-label": `Remove region ${region.id}` }, () => this.tools.remove(region.id))
      ),
      selected && region.shape.kind === "box" ? this.numbers(region) : void 0,
      answer === void 0 ? void 0 : answers(answer)
    );
  }
  /** The box as four numbers, for those who have no pointer. */
  numbers(region) {
    const box = [...bounds(region.shape)];
    return html(
      "div",
      { class: "numbers" },
      ...["x", "y", "width", "height"].map((name, i) => {
        const input = html("input", { type: "number", id: `box-${i}`, value: number(box[i] ?? 0, 0), min: 0 });
        input.addEventListener("change", () => {
          box[i] = Number(input.value);
          const [bx = 0, by = 0, bw = 1, bh = 1] = box;
          const changed = inside([bx, by, bw, bh], this.state.size);
          if (changed[2] > 0 && changed[3] > 0) {
            const shape = { kind: "box", box: changed };
            this.state.edit(
              this.state.regions.map((other) => other.id === region.id ? { id: region.id, shape } : other),
              region.id
            );
          }
        });
        return html("label", {}, name, input);
      })
    );
  }
  /** The hash gain of every candidate; those that are used stand out. */
  chart() {
    const all = candidates(this.state);
    const chosen = new Set(shownViews(this.state).map((view) => view.t));
    const most = Math.max(1, ...all.map((view) => view.hash_gain));
    const bars = all.map((view, i) => {
      const height = 70 * view.hash_gain / most;
      const x = 8 + i * 29;
      const style = chosen.has(view.t) ? "bar chosen" : "bar";
      return svg(
        "g",
        {},
        svg("rect", { x, y: 84 - height, width: 22, height: Math.max(1, height), class: style }),
        svg("text", { x: x + 11, y: 80 - height, class: "value" }, number(view.hash_gain, 0)),
        svg("text", { x: x + 11, y: 98 }, number(view.t))
      );
    });
    const chart = byId("chart");
    chart.replaceChildren(...bars);
    const text = all.map((view) => `t ${number(view.t)}: ${number(view.hash_gain, 1)}`).join("; ");
    chart.setAttribute("aria-label", "Hash gain of every candidate. " + (text === "" ? "No region yet." : text));
    byId("hand").replaceChildren(...all.map((view) => this.pick(view.t)));
    byId("hand-row").hidden = this.state.way !== "hand";
  }
  /** A candidate that can be taken or left by hand; the oldest gives way. */
  pick(t) {
    const { question, model: model2 } = this.state;
    const taken = question.hand.includes(t);
    return button(number(t), { class: "pick", "aria-pressed": taken ? "true" : "false" }, () => {
      const others = question.hand.filter((other) => other !== 0 && other !== t);
      const count = (model2?.view_count ?? 3) - 1;
      const hand = [0, ...(taken && others.length >= count ? others : [...others, t]).slice(-count)];
      this.state.explained.delete("hand " + this.state.selected);
      this.state.set({ question: { ...question, hand } });
    });
  }
  used() {
    const views = shownViews(this.state);
    byId("used").replaceChildren(
      ...views.map(
        (view) => html(
          "li",
          {},
          button(`t = ${number(view.t)}`, { class: "link" }, () => this.state.set({ look: view.t })),
          ` ${view.bbox.slice(2).join(" × ")} px` + (view.t > 0 ? `, hash gain ${number(view.hash_gain, 1)}` : ", the region itself")
        )
      )
    );
  }
  /** What the model sees at the t that is looked at. */
  preview() {
    const { pixels, region, look, size } = this.state;
    const canvas = byId("preview");
    const t = look ?? 0;
    byId("look").value = String(t);
    byId("look-value").textContent = number(t);
    const context = canvas.getContext("2d");
    context?.clearRect(0, 0, PREVIEW, PREVIEW);
    if (pixels !== void 0 && region !== void 0) {
      const [x, y, w, h] = viewBox(bounds(region.shape), size, t);
      context?.drawImage(pixels, x, y, w, h, 0, 0, PREVIEW, PREVIEW);
    }
  }
  /** The selected region's answers, one column for each way that was asked. */
  comparison() {
    const id = this.state.selected ?? "";
    const asked = WAYS.filter((way) => this.state.results.get(way)?.parts.has(id));
    const table = byId("comparison");
    table.hidden = asked.length < 2;
    const row = (name, cell) => html(
      "tr",
      {},
      html("th", { scope: "row" }, name),
      ...asked.map((way) => {
        const answer = this.state.results.get(way)?.parts.get(id);
        return html("td", {}, answer === void 0 ? "" : cell(answer));
      })
    );
    table.replaceChildren(
      html("tr", {}, html("td", {}), ...asked.map((way) => html("th", { scope: "col" }, WAY_NAMES[way]))),
      row("views", (a) => (a.views?.[this.state.task] ?? []).map((view) => number(view.t)).join(", ")),
      row("caption", (a) => a.caption?.text ?? ""),
      row("category", (a) => a.categories?.[0]?.name ?? ""),
      row("attributes", (a) => names(a.attributes)),
      row("tags", (a) => names(a.tags))
    );
  }
};
function names(labels) {
  return sorted(labels ?? []).slice(0, 4).map((label) => label.name).join(", ");
}
function answers(answer) {
  if (answer.error !== void 0) {
    return html("p", { class: "bad" }, answer.error.message);
  }
  const list2 = html("dl", {});
  if (answer.caption !== void 0) {
    const steered = answer.caption.control_words.join(", ");
    list2.append(
      html("dt", {}, "caption"),
      html("dd", {}, answer.caption.text, steered === "" ? "" : html("small", {}, ` steered by ${steered}`))
    );
  }
  const labels = (name, all, probability) => {
    if (all !== void 0) {
      const shown = sorted(all).slice(0, MOST_LABELS);
      const items = shown.map(
        (label) => html(
          "li",
          {},
          html("span", {}, label.name),
          html("span", { class: "score" }, likelihood(label, probability))
        )
      );
      list2.append(html("dt", {}, name), html("dd", {}, items.length === 0 ? "none" : html("ul", {}, ...items)));
    }
  };
  labels("category", answer.categories, false);
  if (answer.known !== void 0) {
    list2.append(html("dt", {}, "a thing, no background"), html("dd", {}, `${number(100 * answer.known, 1)} %`));
  }
  labels("attributes", answer.attributes, true);
  labels("tags", answer.tags, true);
  return list2;
}

// src/sharing.ts
function keep(state2) {
  const kept2 = {
    ...state2.photo === void 0 ? {} : { photo: state2.photo.name },
    regions: state2.regions,
    question: state2.question,
    way: state2.way
  };
  history.replaceState(null, "", "#" + encodeURIComponent(JSON.stringify(kept2)));
}
function kept() {
  try {
    const value = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    return Array.isArray(value.regions) && Array.isArray(value.question?.tasks) ? value : void 0;
  } catch {
    return void 0;
  }
}
function curl(state2) {
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  const address = new URL("v1/refer", document.baseURI);
  const request = state2.request(state2.way, state2.regions);
  const name = state2.photo?.name ?? "photo.jpg";
  const token = access.token === "" ? "" : `-H "Authorization: Bearer $DYNREFER_TOKEN" `;
  return `curl -s ${address.href} ${token}-F ${quoted(`image=@${name}`)} -F ${quoted(`request=${JSON.stringify(request)}`)}`;
}
function json(state2) {
  const { response, parts } = state2.result ?? {};
  return JSON.stringify(response ?? { regions: [...parts?.values() ?? []] }, null, 2) + "\n";
}
function coco(state2) {
  const categories = [];
  const annotations = state2.regions.map((region, i) => {
    const answer = state2.result?.parts.get(region.id);
    const category = answer?.categories?.[0];
    const name = category?.name ?? "region";
    if (!categories.includes(name)) {
      categories.push(name);
    }
    const [x, y, w, h] = bounds(region.shape);
    return {
      id: i + 1,
      image_id: 1,
      region_id: region.id,
      category_id: categories.indexOf(name) + 1,
      bbox: [x, y, w, h],
      area: w * h,
      iscrowd: region.shape.kind === "mask" ? 1 : 0,
      ...segmentation(region.shape),
      ...category === void 0 ? {} : { score: category.score },
      ...category?.probability === void 0 ? {} : { probability: category.probability },
      ...answer?.known === void 0 ? {} : { known: answer.known },
      ...answer?.caption === void 0 ? {} : { caption: answer.caption.text, caption_score: answer.caption.score },
      ...answer?.tags === void 0 ? {} : { tags: answer.tags.map((tag) => tag.name), tag_scores: answer.tags.map((tag) => tag.score) },
      ...answer?.attributes === void 0 ? {} : { attributes: Object.fromEntries(answer.attributes.map((a) => [a.name, a.score])) }
    };
  });
  return JSON.stringify(
    {
      info: { description: `DynRefer ${state2.result?.response?.model.preset ?? ""}`.trim() },
      images: [{ id: 1, file_name: state2.photo?.name, width: state2.size.width, height: state2.size.height }],
      annotations,
      categories: categories.map((name, i) => ({ id: i + 1, name }))
    },
    null,
    2
  ) + "\n";
}
function segmentation(shape) {
  switch (shape.kind) {
    case "box":
      return {};
    case "polygon":
      return { segmentation: [shape.points] };
    case "mask":
      return { segmentation: { size: [shape.size.height, shape.size.width], counts: shape.counts } };
  }
}
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1e3);
}

// src/stage.ts
var COLORS = 6;
var HANDLE = 9;
var LARGEST = 16;
var NARROW = 500;
var Stage = class {
  constructor(state2) {
    this.state = state2;
    new ResizeObserver(() => this.fit()).observe(this.element);
  }
  state;
  element = byId("stage");
  photo = byId("photo");
  drawing = byId("drawing");
  labels = byId("labels");
  drawn;
  scale = 1;
  left = 0;
  top = 0;
  /** A shape that is being drawn. */
  draft;
  /** A line that is being painted. */
  stroke;
  /** A point of the screen in pixels of the photo. */
  at(clientX, clientY) {
    const frame = this.element.getBoundingClientRect();
    return [(clientX - frame.left - this.left) / this.scale, (clientY - frame.top - this.top) / this.scale];
  }
  /** A length of the screen in pixels of the photo. */
  length(screen) {
    return screen / this.scale;
  }
  fit() {
    const { width, height } = this.state.size;
    const frame = this.element.getBoundingClientRect();
    this.scale = Math.min(frame.width / width, frame.height / height);
    this.left = (frame.width - width * this.scale) / 2;
    this.top = (frame.height - height * this.scale) / 2;
    this.render();
  }
  /** Zooms around a point of the screen; by default the middle. */
  zoom(factor, clientX, clientY) {
    const frame = this.element.getBoundingClientRect();
    const x = (clientX ?? frame.left + frame.width / 2) - frame.left;
    const y = (clientY ?? frame.top + frame.height / 2) - frame.top;
    const scale = clamp(this.scale * factor, 0.02, LARGEST);
    this.left = x - (x - this.left) * scale / this.scale;
    this.top = y - (y - this.top) * scale / this.scale;
    this.scale = scale;
    this.render();
  }
  pan(dx, dy) {
    this.left += dx;
    this.top += dy;
    this.render();
  }
  render() {
    const { pixels } = this.state;
    if (pixels !== void 0 && pixels !== this.drawn) {
      this.drawn = pixels;
      this.photo.width = pixels.width;
      this.photo.height = pixels.height;
      this.photo.getContext("2d")?.drawImage(pixels, 0, 0);
      this.fit();
      return;
    }
    this.photo.style.transform = `translate(${this.left}px, ${this.top}px) scale(${this.scale})`;
    this.drawing.replaceChildren();
    this.labels.replaceChildren();
    this.views();
    this.state.regions.forEach((region, i) => this.region(region, i));
    if (this.draft !== void 0) {
      this.drawing.append(this.outline(this.draft, "shape draft"));
    }
    if (this.stroke !== void 0) {
      const { points, width, erase } = this.stroke;
      const at = points.map((p, i) => (i % 2 === 0 ? this.left : this.top) + p * this.scale).join(" ");
      const style = erase ? "stroke erase" : "stroke";
      this.drawing.append(svg("polyline", { points: at, class: style, "stroke-width": width * this.scale }));
    }
  }
  place([x, y, w, h]) {
    return [this.left + x * this.scale, this.top + y * this.scale, w * this.scale, h * this.scale];
  }
  outline(shape, style) {
    if (shape.kind === "polygon") {
      const points = shape.points.map((p, i) => (i % 2 === 0 ? this.left : this.top) + p * this.scale);
      return svg(points.length > 4 ? "polygon" : "polyline", { points: points.join(" "), class: style });
    }
    if (shape.kind === "mask") {
      let path = "";
      const width = this.scale + 0.5;
      strokes(shape.counts, shape.size, (x, y, length) => {
        const [sx, sy, , sh] = this.place([x, y, 1, length]);
        path += `M${number(sx)} ${number(sy)}h${number(width)}v${number(sh)}h-${number(width)}z`;
      });
      return svg("path", { d: path, class: style + " mask" });
    }
    return this.rectangle(shape.box, style);
  }
  rectangle(box, style) {
    const [x, y, width, height] = this.place(box);
    return svg("rect", { x, y, width, height, class: style });
  }
  region(region, index) {
    const selected = region.id === this.state.selected;
    const color = ` c${index % COLORS}${selected ? " selected" : ""}`;
    this.drawing.append(this.outline(region.shape, "shape" + color));
    if (selected && region.shape.kind === "box") {
      for (const [x, y] of handles(this.place(region.shape.box))) {
        const at = { x: x - HANDLE / 2, y: y - HANDLE / 2, width: HANDLE, height: HANDLE };
        this.drawing.append(svg("rect", { ...at, class: "handle" + color }));
      }
    }
    this.label(region, shownAnswer(this.state, region.id), color);
  }
  /** What is known about the region, on the photo. */
  label(region, answer, color) {
    const [x, y, , height] = this.place(bounds(region.shape));
    const frame = this.element.getBoundingClientRect();
    const short = frame.width < NARROW && region.id !== this.state.selected;
    const lines = answer === void 0 ? [] : words(answer).slice(0, short ? 1 : void 0);
    const label = html(
      "div",
      { class: "label" + color },
      html("b", {}, lines[0] ?? `Region ${region.id}`),
      ...lines.slice(1).map((line) => html("span", {}, line))
    );
    this.labels.append(label);
    const own = label.getBoundingClientRect();
    const above = y - own.height - 2;
    const top = above >= 0 ? above : y + height + 2 + own.height <= frame.height ? y + height + 2 : y + 2;
    label.style.left = `${clamp(x, 0, Math.max(0, frame.width - own.width))}px`;
    label.style.top = `${clamp(top, 0, Math.max(0, frame.height - own.height))}px`;
  }
  /** The nested views of the selected region, largest first, and the one that is looked at. */
  views() {
    const { region, look, size } = this.state;
    if (region === void 0) {
      return;
    }
    const views = shownViews(this.state);
    [...views].reverse().forEach((view) => {
      if (view.t > 0) {
        const [x, y, width, height] = this.place(view.bbox);
        this.drawing.append(
          svg("rect", { x: x + 1, y: y + 1, width: width - 2, height: height - 2, class: "view" }),
          svg("text", { x: x + width - 6, y: y + height - 6, class: "t" }, `t = ${number(view.t)}`)
        );
      }
    });
    if (look !== void 0) {
      this.drawing.append(this.rectangle(viewBox(bounds(region.shape), size, look), "look"));
    }
  }
};
function handles([x, y, w, h]) {
  return [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h]
  ];
}

// src/tools.ts
var NEAR = 14;
var LEAST = 4;
var Tools = class {
  constructor(state2, stage2, find) {
    this.state = state2;
    this.stage = stage2;
    this.find = find;
    const { element } = stage2;
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    element.addEventListener("pointerup", (event) => this.up(event));
    element.addEventListener("pointercancel", (event) => this.up(event));
    element.addEventListener("dblclick", () => this.closePolygon());
    element.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        stage2.zoom(Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
      },
      { passive: false }
    );
    element.addEventListener("keydown", (event) => this.key(event));
  }
  state;
  stage;
  find;
  pointers = /* @__PURE__ */ new Map();
  drag;
  polygon = [];
  down(event) {
    if (this.state.pixels === void 0) {
      return;
    }
    this.stage.element.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, event);
    if (this.pointers.size > 1) {
      this.cancel();
      return;
    }
    const at = this.stage.at(event.clientX, event.clientY);
    this.drag = event.button === 1 || event.altKey ? void 0 : this.begin(at, event);
  }
  begin(at, event) {
    const handle = this.handleAt(at);
    if (handle !== void 0) {
      return handle;
    }
    switch (this.state.tool) {
      case "box":
        return this.drawBox(at);
      case "polygon":
        this.addPoint(at);
        return { move: () => {
        }, end: () => {
        } };
      case "mask":
        return this.paint(at, event.shiftKey);
      case "move":
        return this.moveRegion(at);
    }
  }
  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (before === void 0) {
      if (this.polygon.length > 0) {
        this.showPolygon(this.stage.at(event.clientX, event.clientY));
      }
      return;
    }
    this.pointers.set(event.pointerId, event);
    if (this.pointers.size === 2) {
      this.pinch(before, event);
    } else if (this.drag !== void 0) {
      this.drag.move(this.stage.at(event.clientX, event.clientY));
    } else if (this.pointers.size === 1) {
      this.stage.pan(event.clientX - before.clientX, event.clientY - before.clientY);
    }
  }
  pinch(before, now) {
    const other = [...this.pointers.values()].find((pointer) => pointer.pointerId !== now.pointerId);
    if (other !== void 0) {
      const apart2 = (p) => Math.hypot(p.clientX - other.clientX, p.clientY - other.clientY);
      const [x, y] = [(now.clientX + other.clientX) / 2, (now.clientY + other.clientY) / 2];
      this.stage.pan((now.clientX - before.clientX) / 2, (now.clientY - before.clientY) / 2);
      this.stage.zoom(apart2(now) / Math.max(1, apart2(before)), x, y);
    }
  }
  up(event) {
    if (this.pointers.delete(event.pointerId) && this.pointers.size === 0) {
      this.drag?.end();
      this.drag = void 0;
    }
  }
  cancel() {
    this.drag = void 0;
    this.stage.draft = void 0;
    this.stage.stroke = void 0;
    this.polygon = [];
    this.stage.render();
  }
  /** Adds a region, or replaces the one of this id. */
  put(shape, id = this.state.newId()) {
    const { regions } = this.state;
    const region = { id, shape };
    this.state.edit(
      regions.some((other) => other.id === id) ? regions.map((other) => other.id === id ? region : other) : [...regions, region],
      id
    );
  }
  drawBox(from) {
    let box = [from[0], from[1], 0, 0];
    return {
      move: (to) => {
        box = inside(corners(from[0], from[1], to[0], to[1]), this.state.size);
        this.stage.draft = { kind: "box", box };
        this.stage.render();
      },
      end: () => {
        this.stage.draft = void 0;
        const least = this.stage.length(LEAST);
        if (box[2] >= Math.max(1, least) && box[3] >= Math.max(1, least)) {
          this.put({ kind: "box", box });
        } else if (this.select(from) === void 0) {
          this.find(...from);
        }
      }
    };
  }
  addPoint(at) {
    const near = this.stage.length(NEAR);
    const [x = 0, y = 0] = this.polygon;
    if (this.polygon.length >= 6 && Math.hypot(at[0] - x, at[1] - y) < near) {
      this.closePolygon();
      return;
    }
    const [px, py] = this.polygon.slice(-2);
    if (px !== void 0 && py !== void 0 && Math.hypot(at[0] - px, at[1] - py) < near / 4) {
      return;
    }
    const [bx, by] = inside([at[0], at[1], 0, 0], this.state.size);
    this.polygon.push(bx, by);
    this.showPolygon(at);
    say("Point added. Double click, Enter or the first point closes the polygon; Escape gives it up.");
  }
  showPolygon(at) {
    this.stage.draft = { kind: "polygon", points: [...this.polygon, ...at] };
    this.stage.render();
  }
  closePolygon() {
    if (this.polygon.length >= 6) {
      const points = this.polygon;
      this.polygon = [];
      this.stage.draft = void 0;
      this.put({ kind: "polygon", points });
      say("Polygon closed.");
    }
  }
  paint(at, erase) {
    const { size, brush, region } = this.state;
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) {
      throw new Error("this browser cannot paint");
    }
    const again = region?.shape.kind === "mask" ? region : void 0;
    if (again !== void 0 && again.shape.kind === "mask") {
      paintMask(context, again.shape);
    }
    context.globalCompositeOperation = erase ? "destination-out" : "source-over";
    context.lineWidth = brush;
    context.lineCap = "round";
    context.lineJoin = "round";
    const line = [];
    const to = (point) => {
      line.push(...point);
      this.stage.stroke = { points: line, width: brush, erase };
      this.stage.render();
    };
    to(at);
    return {
      move: to,
      end: () => {
        this.stage.stroke = void 0;
        context.beginPath();
        context.moveTo(...at);
        for (let i = 0; i < line.length; i += 2) {
          context.lineTo((line[i] ?? 0) + 0.01, line[i + 1] ?? 0);
        }
        context.stroke();
        const counts = runLengths(context.getImageData(0, 0, size.width, size.height).data, size);
        const mask = { kind: "mask", size: { width: size.width, height: size.height }, counts };
        if (bounds(mask)[2] > 0) {
          this.put(mask, again?.id);
        } else {
          this.stage.render();
        }
      }
    };
  }
  handleAt(at) {
    const region = this.state.region;
    if (region?.shape.kind !== "box") {
      return void 0;
    }
    const near = this.stage.length(NEAR);
    const all = handles(region.shape.box);
    const found = all.findIndex(([x, y]) => Math.abs(at[0] - x) < near && Math.abs(at[1] - y) < near);
    const fixed = all[(found + 2) % 4];
    return found < 0 || fixed === void 0 ? void 0 : this.change(region, ([x, y]) => {
      const box = inside(corners(fixed[0], fixed[1], x, y), this.state.size);
      return box[2] > 0 && box[3] > 0 ? { kind: "box", box } : region.shape;
    });
  }
  moveRegion(from) {
    const region = this.select(from);
    return region === void 0 ? void 0 : this.change(
      region,
      ([x, y]) => moved(region.shape, Math.round(x - from[0]), Math.round(y - from[1]), this.state.size)
    );
  }
  /** Shows a region as it changes; one step of undo for the whole drag. */
  change(region, to) {
    let shape = region.shape;
    return {
      move: (at) => {
        shape = to(at);
        this.stage.draft = shape;
        this.stage.render();
      },
      end: () => {
        this.stage.draft = void 0;
        if (shape === region.shape) {
          this.stage.render();
        } else {
          this.put(shape, region.id);
        }
      }
    };
  }
  /** Selects the smallest region around a point. */
  select(at) {
    const area = (region) => bounds(region.shape)[2] * bounds(region.shape)[3];
    const found = this.state.regions.filter((region) => contains(bounds(region.shape), ...at)).sort((a, b) => area(a) - area(b))[0];
    this.state.set({ selected: found?.id ?? this.state.selected });
    this.stage.render();
    return found;
  }
  remove(id = this.state.selected) {
    const left = this.state.regions.filter((region) => region.id !== id);
    if (left.length < this.state.regions.length) {
      this.state.edit(left, left.at(-1)?.id);
    }
  }
  /** A box in the middle of the photo, to be moved by keys. */
  addBox() {
    const { width, height } = this.state.size;
    this.put({ kind: "box", box: inside([width / 4, height / 4, width / 2, height / 2], this.state.size) });
  }
  key(event) {
    const arrow = ARROWS[event.key];
    const region = this.state.region;
    if (arrow !== void 0 && region !== void 0) {
      const step = event.shiftKey ? 10 : 1;
      const [dx, dy] = [arrow[0] * step, arrow[1] * step];
      if (event.altKey && region.shape.kind === "box") {
        const [x, y, w, h] = region.shape.box;
        const box = inside([x, y, Math.max(1, w + dx), Math.max(1, h + dy)], this.state.size);
        this.put({ kind: "box", box }, region.id);
      } else {
        this.put(moved(region.shape, dx, dy, this.state.size), region.id);
      }
    } else if (event.key === "Escape") {
      this.cancel();
    } else if (event.key === "Enter" && this.polygon.length > 0) {
      this.closePolygon();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.remove();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
};
var ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};
function paintMask(context, mask) {
  strokes(mask.counts, mask.size, (x, y, length) => context.fillRect(x, y, 1, length));
}

// src/main.ts
var TOOLS = {
  move: ["Move", "v"],
  box: ["Box", "b"],
  polygon: ["Polygon", "p"],
  mask: ["Paint", "m"]
};
var state = new State();
var stage = new Stage(state);
var finding = new Finding(state);
var tools = new Tools(state, stage, (x, y) => void finding.at(x, y));
var asking = new Asking(state);
var panels = new Panels(state, tools);
async function open(name, bytes, regions) {
  try {
    state.open({ name, bytes }, await createImageBitmap(bytes), regions);
    say(`${name}: drag to draw a region, or click on a thing.`);
  } catch {
    say(`${name} is not an image that this browser can show.`, true);
  }
}
async function example(name, regions) {
  const chosen = EXAMPLES.find((one) => one.name === name);
  if (chosen !== void 0) {
    const response = await fetch(`page/examples/${chosen.name}`);
    const first = { id: "0", shape: { kind: "box", box: chosen.box } };
    await open(chosen.name, await response.blob(), regions ?? [first]);
  }
}
function file(chosen) {
  if (chosen !== void 0) {
    const waiting = kept();
    const same = state.photo === void 0 && waiting?.photo === chosen.name;
    void open(chosen.name, chosen, same ? waiting.regions : []);
  }
}
function render() {
  const { pixels, question, way, tool } = state;
  byId("empty").hidden = pixels !== void 0;
  stage.element.classList.toggle("move", tool === "move");
  stage.render();
  panels.render();
  for (const one of Object.keys(TOOLS)) {
    byId(`tool-${one}`).setAttribute("aria-pressed", String(one === tool));
  }
  byId("brush-row").hidden = tool !== "mask";
  byId("undo").disabled = !state.can("undo");
  byId("redo").disabled = !state.can("redo");
  byId("ask").textContent = asking.busy ? "Stop" : "Ask";
  byId("way").value = String(WAYS.indexOf(way));
  byId("way").setAttribute("aria-valuetext", WAY_NAMES[way]);
  byId("way-name").textContent = WAY_NAMES[way];
  byId("task").value = state.task;
  for (const task of TASKS) {
    byId(`ask-${task}`).checked = question.tasks.includes(task);
  }
  byId("curl").value = state.regions.length === 0 ? "" : curl(state);
  if (pixels !== void 0) {
    keep(state);
  }
  void asking.explainSelected();
}
function words2(id) {
  const input = byId(id);
  input.value = state.question[id];
  input.addEventListener("input", () => state.set({ question: { ...state.question, [id]: input.value } }));
}
function press(id, act) {
  byId(id).addEventListener("click", act);
}
function build() {
  for (const [tool, [name, key2]] of Object.entries(TOOLS)) {
    byId("tools").append(button(name, { id: `tool-${tool}`, title: key2 }, () => state.set({ tool })));
  }
  byId("examples").append(
    html("option", { value: "" }, "choose"),
    ...EXAMPLES.map((one) => html("option", { value: one.name }, one.title))
  );
  for (const task of TASKS) {
    const box = html("input", { type: "checkbox", id: `ask-${task}` });
    box.addEventListener("change", () => {
      const tasks = TASKS.filter((one) => one === task ? box.checked : state.question.tasks.includes(one));
      state.explained.clear();
      state.set({
        question: { ...state.question, tasks },
        task: tasks.includes(state.task) ? state.task : tasks.at(-1) ?? state.task
      });
    });
    byId("tasks").append(html("label", {}, box, ` ${task}`));
    byId("task").append(html("option", { value: task }, task));
  }
}
function listen() {
  press("choose", () => byId("file").click());
  byId("file").addEventListener("change", (event) => {
    const input = event.target;
    file(input.files?.[0]);
    input.value = "";
  });
  byId("examples").addEventListener("change", (event) => {
    void example(event.target.value);
  });
  byId("task").addEventListener("change", (event) => {
    state.set({ task: event.target.value });
  });
  byId("way").addEventListener("input", (event) => {
    state.set({ way: WAYS[Number(event.target.value)] ?? "task" });
  });
  byId("look").addEventListener("input", (event) => {
    state.set({ look: Number(event.target.value) });
  });
  byId("brush").addEventListener("input", (event) => {
    state.set({ brush: Number(event.target.value) });
  });
  byId("token").addEventListener("change", (event) => {
    access.token = event.target.value.trim();
    sessionStorage.setItem("token", access.token);
    introduce().then(
      () => say("The server takes this token."),
      (failure) => say(String(failure), true)
    );
  });
  press("add", () => tools.addBox());
  press("find", () => void finding.all());
  press("undo", () => state.undo());
  press("redo", () => state.redo());
  press("in", () => stage.zoom(1.3));
  press("out", () => stage.zoom(1 / 1.3));
  press("fit", () => stage.fit());
  press("ask", () => asking.busy ? asking.stop() : void asking.ask([state.way]));
  press("compare", () => void asking.ask(ALL_WAYS));
  press("json", () => download(`${state.photo?.name ?? "answer"}.json`, json(state)));
  press("coco", () => download(`${state.photo?.name ?? "answer"}.coco.json`, coco(state)));
  press("link", () => void share());
  press("theme", () => document.documentElement.classList.toggle("dark"));
  document.addEventListener("keydown", key);
  drop();
}
async function share() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link is copied. It holds the regions and the question; an own photo has to be opened again.");
  } catch {
    say("The address of this page is the link.");
  }
}
function key(event) {
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === "Enter") {
    void asking.ask([state.way]);
    return;
  }
  if (event.target instanceof Element && event.target.matches("input:not([type=range]):not([type=checkbox]), textarea")) {
    return;
  }
  const tool = Object.entries(TOOLS).find(([, [, k]]) => k === event.key)?.[0];
  if (control && event.key.toLowerCase() === "z") {
    event.shiftKey ? state.redo() : state.undo();
  } else if (control && event.key.toLowerCase() === "y") {
    state.redo();
  } else if (control || event.altKey) {
    return;
  } else if (tool !== void 0) {
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
function drop() {
  const over = (on) => (event) => {
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
async function start() {
  document.documentElement.classList.toggle("dark", matchMedia("(prefers-color-scheme: dark)").matches);
  const before = kept();
  if (before !== void 0) {
    state.set({ question: before.question, way: before.way });
  }
  build();
  ["categories", "attributes", "controls"].forEach(words2);
  listen();
  state.onChange(render);
  state.set({});
  if (before?.photo !== void 0) {
    if (EXAMPLES.some((one) => one.name === before.photo)) {
      await example(before.photo, before.regions);
    } else {
      say(`The link is about ${before.photo}: open that photo.`);
    }
  }
  await introduce();
}
async function introduce() {
  const card = await model().catch((failure) => {
    byId("token-row").hidden = false;
    throw failure;
  });
  state.set({ model: card, question: { ...state.question, hand: state.question.hand.slice(0, card.view_count) } });
  byId("model").textContent = `Model ${card.preset}` + (card.trained ? "" : ": untrained random numbers, the answers mean nothing");
}
start().catch((failure) => say(String(failure), true));
