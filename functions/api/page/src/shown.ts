/** What of all that is known is shown. */

import type { Answer, Label, View } from "./api.js";
import { number } from "./dom.js";
import type { State } from "./state.js";

/** The answer about a region in the way that is shown. */
export function shownAnswer(state: State, id: string): Answer | undefined {
  return state.result?.parts.get(id);
}

/** The views of the selected region that the shown task uses. */
export function shownViews(state: State): View[] {
  const id = state.selected ?? "";
  return (
    shownAnswer(state, id)?.views?.[state.task] ??
    state.explained.get(state.way + " " + id)?.views?.[state.task] ??
    []
  );
}

export function candidates(state: State): View[] {
  const id = state.selected ?? "";
  const all = ["task", "image", "hand"].map((way) => state.explained.get(way + " " + id)?.candidates);
  return all.find((found) => found !== undefined) ?? [];
}

/** The likelihood of a label in words: a probability where there is one, otherwise the score. */
export function likelihood(label: Label, probability: boolean): string {
  const p = label.probability ?? (probability ? label.score : undefined);
  return p === undefined ? number(label.score) : `${number(100 * p, 1)} %`;
}

/** Best first. */
export function sorted(labels: readonly Label[]): Label[] {
  return [...labels].sort((a, b) => b.score - a.score);
}

/** An answer in a few lines. */
export function words(answer: Answer): string[] {
  if (answer.error !== undefined) {
    return [answer.error.message];
  }
  const lines: string[] = [];
  if (answer.caption !== undefined) {
    lines.push(answer.caption.text === "" ? "(no words)" : answer.caption.text);
  }
  const best = answer.categories?.[0];
  if (best !== undefined) {
    lines.push("category: " + best.name + (answer.known !== undefined && answer.known < 0.5 ? " (perhaps background)" : ""));
  }
  const some = (name: string, labels: readonly Label[] | undefined) => {
    if (labels !== undefined && labels.length > 0) {
      const names = sorted(labels).slice(0, 4).map((label) => label.name.replace(/^.*:/, ""));
      lines.push(`${name}: ${names.join(", ")}`);
    }
  };
  some("attributes", answer.attributes);
  some("tags", answer.tags);
  return lines;
}
