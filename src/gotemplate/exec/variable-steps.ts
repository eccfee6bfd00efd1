import type { Step } from "./steps.ts";

/** `$x :=`: the operand on top becomes the value of a new variable. */
export function declareStep(name: string): Step {
  return ({ frame, operands }) => {
    frame.variables.push({ name, value: operands.top, isInterface: false });
  };
}

/** `$x =`: the operand on top becomes the value of the variable that was declared last under the name. */
export function assignStep(name: string): Step {
  return (machine) => {
    const variable = machine.frame.find(name) ?? machine.fail(`undefined variable: ${name}`);
    variable.value = machine.operands.top;
    variable.isInterface = false;
  };
}
