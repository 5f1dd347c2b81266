// As much of CloudWatch's metric math, and of how alarms judge it, as this code's alarms use.

const FUNCTIONS = {
  FILL: (value, otherwise) => value ?? otherwise,
  IF: (condition, then, otherwise) => (condition === undefined ? undefined : condition ? then : otherwise),
};
const OPERATORS = [
  { OR: (a, b) => Number(a || b) },
  { AND: (a, b) => Number(a && b) },
  { ">=": (a, b) => Number(a >= b), "<=": (a, b) => Number(a <= b), ">": (a, b) => Number(a > b), "<": (a, b) => Number(a < b) },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => (b === 0 ? undefined : a / b) },
];

/** What an expression yields at one point of time: a number, or undefined where a metric that it needs is missing. */
export function evaluate(expression, metrics) {
  const tokens = expression.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?|>=|<=|[-+*/()<>,]/g);
  const take = (token) => (tokens[0] === token ? tokens.shift() : undefined);
  const level = (depth) => {
    if (depth === OPERATORS.length) {
      return primary();
    }
    let left = level(depth + 1);
    while (tokens[0] in OPERATORS[depth]) {
      const apply = OPERATORS[depth][tokens.shift()];
      const right = level(depth + 1);
      left = left === undefined || right === undefined ? undefined : apply(left, right);
    }
    return left;
  };
  const list = () => {
    const values = [level(0)];
    while (take(",")) {
      values.push(level(0));
    }
    take(")");
    return values;
  };
  const primary = () => {
    const token = tokens.shift();
    if (token === "(") {
      return list()[0];
    }
    if (take("(")) {
      return FUNCTIONS[token](...list());
    }
    return /^\d/.test(token) ? Number(token) : metrics[token];
  };
  return level(0);
}

/** For each point of time of the series, whether an alarm is on; missing points are as those that do not breach. */
export function alarmStates({ expression, periods, points = periods, threshold, inclusive = false }, series) {
  const length = Math.max(...Object.values(series).map((values) => values.length));
  const breaches = Array.from({ length }, (_, at) => {
    const value = evaluate(expression, Object.fromEntries(Object.entries(series).map(([name, values]) => [name, values[at]])));
    return value !== undefined && (inclusive ? value >= threshold : value > threshold);
  });
  return breaches.map((_, at) => breaches.slice(Math.max(0, at + 1 - periods), at + 1).filter(Boolean).length >= points);
}
