/** Elements in one expression. */

const SVG = "http://www.w3.org/2000/svg";

type Attributes = Record<string, string | number | boolean | undefined>;
type Content = Node | string | undefined;

function fill<E extends Element>(element: E, attributes: Attributes, content: Content[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...content.filter((child) => child !== undefined));
  return element;
}

export function html<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...content: Content[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), attributes, content);
}

export function svg(name: string, attributes: Attributes = {}, ...content: Content[]): SVGElement {
  return fill(document.createElementNS(SVG, name), attributes, content);
}

export function button(label: string, attributes: Attributes, press: () => void): HTMLButtonElement {
  const made = html("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", press);
  return made;
}

/** The element of the page with this id. */
export function byId<E extends Element = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`the page has no element ${id}`);
  }
  return found as unknown as E;
}

/** Says something to everybody, those who do not see it included. */
export function say(message: string, bad = false): void {
  const status = byId("status");
  status.textContent = message;
  status.classList.toggle("bad", bad);
}

export function number(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)));
}
