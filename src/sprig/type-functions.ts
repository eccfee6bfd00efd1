import { checkParts } from "../gotemplate/check-parts.ts";
import { typeName } from "../gotemplate/type-name.ts";
import { deepEqual } from "./deep-equal.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";
import { reflectKind } from "./reflect-kind.ts";

/** sprig's reflect.go. */
export const typeFunctions: FunctionTable = {
  typeOf: goFunc(["interface {}"], typeName),
  typeIs: goFunc(["string", "interface {}"], (name, value) => name === typeName(value)),
  typeIsLike: goFunc(["string", "interface {}"], (name, value) => {
    const type = typeName(value);
    return name === type || `*${name}` === type;
  }),
  kindOf: goFunc(["interface {}"], reflectKind),
  kindIs: goFunc(["string", "interface {}"], (kind, value) => kind === reflectKind(value)),
  deepEqual: goFunc(["interface {}", "interface {}"], (a, b) => {
    if (a !== b) checkParts(a);
    return deepEqual(a, b);
  }),
};
