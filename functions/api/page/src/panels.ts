/** The panels beside the photo: regions with their answers, and views. */

import { type Answer, type Label } from "./api.js";
import { button, byId, html, number, svg } from "./dom.js";
import { bounds, inside, viewBox } from "./geometry.js";
import { candidates, likelihood, shownAnswer, shownViews, sorted } from "./shown.js";
import { WAYS, type Region, type State, type Way } from "./state.js";
import type { Tools } from "./tools.js";

export const WAY_NAMES: Record<Way, string> = { task: "Task prior", image: "Image prior", hand: "By hand" };
const PREVIEW = 224;
const MOST_LABELS = 8;

export class Panels {
  constructor(
    private readonly state: State,
    private readonly tools: Tools,
  ) {}

  render(): void {
    this.regions();
    this.chart();
    this.used();
    this.preview();
    this.comparison();
  }

  private regions(): void {
    const list = byId("regions");
    const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.id : "";
    list.replaceChildren(...this.state.regions.map((region, i) => this.region(region, i)));
    if (focused.startsWith("box-")) {
      document.getElementById(focused)?.focus();
    }
    byId("none").hidden = this.state.regions.length > 0;
  }

  private region(region: Region, index: number): HTMLElement {
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
          () => this.state.set({ selected: region.id }),
        ),
        button("✕", { class: "icon", "aria-label": `Remove region ${region.id}` }, () => this.tools.remove(region.id)),
      ),
      selected && region.shape.kind === "box" ? this.numbers(region) : undefined,
      answer === undefined ? undefined : answers(answer),
    );
  }

  /** The box as four numbers, for those who have no pointer. */
  private numbers(region: Region): HTMLElement {
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
            const shape = { kind: "box", box: changed } as const;
            this.state.edit(
              this.state.regions.map((other) => (other.id === region.id ? { id: region.id, shape } : other)),
              region.id,
            );
          }
        });
        return html("label", {}, name, input);
      }),
    );
  }

  /** The hash gain of every candidate; those that are used stand out. */
  private chart(): void {
    const all = candidates(this.state);
    const chosen = new Set(shownViews(this.state).map((view) => view.t));
    const most = Math.max(1, ...all.map((view) => view.hash_gain));
    const bars = all.map((view, i) => {
      const height = (70 * view.hash_gain) / most;
      const x = 8 + i * 29;
      const style = chosen.has(view.t) ? "bar chosen" : "bar";
      return svg(
        "g",
        {},
        svg("rect", { x, y: 84 - height, width: 22, height: Math.max(1, height), class: style }),
        svg("text", { x: x + 11, y: 80 - height, class: "value" }, number(view.hash_gain, 0)),
        svg("text", { x: x + 11, y: 98 }, number(view.t)),
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
  private pick(t: number): HTMLElement {
    const { question, model } = this.state;
    const taken = question.hand.includes(t);
    return button(number(t), { class: "pick", "aria-pressed": taken ? "true" : "false" }, () => {
      const others = question.hand.filter((other) => other !== 0 && other !== t);
      const count = (model?.view_count ?? 3) - 1;
      const hand = [0, ...(taken && others.length >= count ? others : [...others, t]).slice(-count)];
      this.state.explained.delete("hand " + this.state.selected);
      this.state.set({ question: { ...question, hand } });
    });
  }

  private used(): void {
    const views = shownViews(this.state);
    byId("used").replaceChildren(
      ...views.map((view) =>
        html(
          "li",
          {},
          button(`t = ${number(view.t)}`, { class: "link" }, () => this.state.set({ look: view.t })),
          ` ${view.bbox.slice(2).join(" × ")} px` +
            (view.t > 0 ? `, hash gain ${number(view.hash_gain, 1)}` : ", the region itself"),
        ),
      ),
    );
  }

  /** What the model sees at the t that is looked at. */
  private preview(): void {
    const { pixels, region, look, size } = this.state;
    const canvas = byId<HTMLCanvasElement>("preview");
    const t = look ?? 0;
    byId<HTMLInputElement>("look").value = String(t);
    byId("look-value").textContent = number(t);
    const context = canvas.getContext("2d");
    context?.clearRect(0, 0, PREVIEW, PREVIEW);
    if (pixels !== undefined && region !== undefined) {
      const [x, y, w, h] = viewBox(bounds(region.shape), size, t);
      context?.drawImage(pixels, x, y, w, h, 0, 0, PREVIEW, PREVIEW);
    }
  }

  /** The selected region's answers, one column for each way that was asked. */
  private comparison(): void {
    const id = this.state.selected ?? "";
    const asked = WAYS.filter((way) => this.state.results.get(way)?.parts.has(id));
    const table = byId("comparison");
    table.hidden = asked.length < 2;
    const row = (name: string, cell: (answer: Answer) => string) =>
      html(
        "tr",
        {},
        html("th", { scope: "row" }, name),
        ...asked.map((way) => {
          const answer = this.state.results.get(way)?.parts.get(id);
          return html("td", {}, answer === undefined ? "" : cell(answer));
        }),
      );
    table.replaceChildren(
      html("tr", {}, html("td", {}), ...asked.map((way) => html("th", { scope: "col" }, WAY_NAMES[way]))),
      row("views", (a) => (a.views?.[this.state.task] ?? []).map((view) => number(view.t)).join(", ")),
      row("caption", (a) => a.caption?.text ?? ""),
      row("category", (a) => a.categories?.[0]?.name ?? ""),
      row("attributes", (a) => names(a.attributes)),
      row("tags", (a) => names(a.tags)),
    );
  }
}

function names(labels: readonly Label[] | undefined): string {
  return sorted(labels ?? [])
    .slice(0, 4)
    .map((label) => label.name)
    .join(", ");
}

/** Everything that was said about a region. */
function answers(answer: Answer): HTMLElement {
  if (answer.error !== undefined) {
    return html("p", { class: "bad" }, answer.error.message);
  }
  const list = html("dl", {});
  if (answer.caption !== undefined) {
    const steered = answer.caption.control_words.join(", ");
    list.append(
      html("dt", {}, "caption"),
      html("dd", {}, answer.caption.text, steered === "" ? "" : html("small", {}, ` steered by ${steered}`)),
    );
  }
  const labels = (name: string, all: readonly Label[] | undefined, probability: boolean) => {
    if (all !== undefined) {
      const shown = sorted(all).slice(0, MOST_LABELS);
      const items = shown.map((label) =>
        html(
          "li",
          {},
          html("span", {}, label.name),
          html("span", { class: "score" }, likelihood(label, probability)),
        ),
      );
      list.append(html("dt", {}, name), html("dd", {}, items.length === 0 ? "none" : html("ul", {}, ...items)));
    }
  };
  labels("category", answer.categories, false);
  if (answer.known !== undefined) {
    list.append(html("dt", {}, "a thing, no background"), html("dd", {}, `${number(100 * answer.known, 1)} %`));
  }
  labels("attributes", answer.attributes, true);
  labels("tags", answer.tags, true);
  return list;
}
