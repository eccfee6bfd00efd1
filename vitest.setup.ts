import { configureGlobal } from "fast-check";

/**
 * The tests of properties try the same inputs in every run, so that a change passes or fails by what it changed.
 * SEATRIAL_TEST_SEED (an integer) has them try others, which is how new counterexamples are looked for.
 */
configureGlobal({ seed: Number(process.env["SEATRIAL_TEST_SEED"] ?? 20_250_101) });
