/** Photos to begin with, each with a region worth asking about. */

import type { Box } from "./geometry.js";

export interface Example {
  readonly name: string;
  readonly title: string;
  readonly box: Box;
}

export const EXAMPLES: readonly Example[] = [
  { name: "giraffe.jpg", title: "Giraffes", box: [455, 184, 273, 445] },
  { name: "coffee.jpg", title: "Coffee", box: [170, 17, 240, 292] },
  { name: "cat.jpg", title: "Cat", box: [30, 0, 370, 292] },
  { name: "astronaut.jpg", title: "Astronaut", box: [152, 14, 152, 176] },
  { name: "rocket.jpg", title: "Rocket", box: [306, 124, 36, 284] },
];
