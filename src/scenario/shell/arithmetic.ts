/**
 * The value of a shell's `$((…))` with whole numbers, variables, parentheses and + - * / %; undefined for all else, as
 * for a division by zero.
 */
export function evaluateArithmetic(
  text: string,
  variable: (name: string) => string | undefined,
): number | undefined {
  const tokens = text.match(/\d+|\$?[A-Za-z_]\w*|[-+*/%()]|\S/g) ?? [];
  let at = 0;

  const atom = (): number | undefined => {
    const token = tokens[at++];
    if (token === undefined) return undefined;
    if (token === "(") {
      const value = sum();
      return tokens[at++] === ")" ? value : undefined;
    }
    if (token === "-" || token === "+") {
      const value = atom();
      return value === undefined ? undefined : token === "-" ? -value : value;
    }
    if (/^\d+$/.test(token)) return Number(token);
    const value = /^\$?[A-Za-z_]\w*$/.test(token) ? variable(token.replace("$", "")) : undefined;
    return value !== undefined && /^-?\d+$/.test(value.trim()) ? Number(value) : undefined;
  };

  const chain = (operators: string, operand: () => number | undefined): number | undefined => {
    let left = operand();
    while (left !== undefined && operators.includes(tokens[at] ?? " ")) {
      const operator = tokens[at++];
      const right = operand();
      left = right === undefined ? undefined : apply(operator, left, right);
    }
    return left;
  };
  const product = () => chain("*/%", atom);
  const sum = () => chain("+-", product);

  const value = sum();
  return at === tokens.length ? value : undefined;
}

function apply(operator: string | undefined, left: number, right: number): number | undefined {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  if (right === 0) return undefined;
  return operator === "/" ? Math.trunc(left / right) : left % right;
}
