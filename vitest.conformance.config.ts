import { defineConfig } from "vitest/config";
import { pageScript } from "./build/page-script.mjs";

/** Tests against data outside this repository; each skips with a message where the data is missing. */
export default defineConfig({
  define: { PAGE_SCRIPT: JSON.stringify(pageScript()) },
  test: {
    include: ["src/**/*.conformance.test.ts"],
    setupFiles: ["vitest.setup.ts"],
    testTimeout: 600_000,
  },
});
