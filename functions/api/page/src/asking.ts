/** Asking the server: views at once, answers on request. */

import { explain, refer, type Answer } from "./api.js";
import { say } from "./dom.js";
import { WAYS, type Region, type State, type Way } from "./state.js";

export class Asking {
  private running: AbortController | undefined;
  private explaining: AbortController | undefined;

  constructor(private readonly state: State) {}

  get busy(): boolean {
    return this.running !== undefined;
  }

  stop(): void {
    this.running?.abort();
  }

  /** Asks about every region, with the views of these ways one after the other. */
  async ask(ways: readonly Way[]): Promise<void> {
    const { photo, regions } = this.state;
    if (photo === undefined || regions.length === 0) {
      say(photo === undefined ? "Choose a photo first." : "Draw a region first.", true);
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
    const start = performance.now();
    try {
      for (const way of ways) {
        await this.askOnce(way, regions, running.signal);
      }
      say(`Answered in ${((performance.now() - start) / 1000).toFixed(1)} s.` + this.found());
    } catch (failure) {
      say(running.signal.aborted ? "Stopped." : message(failure), !running.signal.aborted);
    } finally {
      this.running = undefined;
      this.state.set({});
    }
  }

  private async askOnce(way: Way, regions: readonly Region[], signal: AbortSignal): Promise<void> {
    const { photo, results } = this.state;
    if (photo === undefined) {
      return;
    }
    const parts = new Map<string, Answer>();
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

  private found(): string {
    const cache = this.state.result?.response?.cache;
    if (cache === undefined) {
      return "";
    }
    const n = (name: string) => cache[name] ?? 0;
    return (
      ` Views: ${n("embeddings_computed")} computed, ${n("embeddings_found")} from the store;` +
      ` answers from the store: ${n("answers_found")}.`
    );
  }

  /** Finds out which views the selected region would be seen in, unless that is known. */
  async explainSelected(): Promise<void> {
    const { photo, region, way, explained } = this.state;
    if (photo === undefined || region === undefined) {
      return;
    }
    const key = way + " " + region.id;
    if (explained.has(key) || this.state.question.tasks.length === 0) {
      return;
    }
    this.explaining?.abort();
    const explaining = new AbortController();
    this.explaining = explaining;
    try {
      const answer = await explain(photo, this.state.request(way, [region]), explaining.signal);
      const known = answer.regions[0];
      if (known !== undefined && this.state.region === region) {
        explained.set(key, known);
        this.state.set({});
      }
    } catch (failure) {
      if (!explaining.signal.aborted) {
        say(message(failure), true);
      }
    }
  }
}

export const ALL_WAYS: readonly Way[] = WAYS;

function message(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
