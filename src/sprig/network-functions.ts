import { type FunctionTable, goFunc } from "./go-func.ts";

/** sprig's network.go as Helm has it without `--enable-dns`: nothing is looked up. */
export const networkFunctions: FunctionTable = {
  getHostByName: goFunc(["string"], () => ""),
};
