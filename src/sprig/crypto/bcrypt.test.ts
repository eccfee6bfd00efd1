import { expect, test } from "vitest";
import { bcryptHash } from "./bcrypt.ts";

const SALT = Uint8Array.from({ length: 16 }, (_, i) => 7 * i + 1);

/** Answers of another implementation for the same salt, at a cost of four. */
test.each([
  ["", "$2a$04$.OeNDfyiIxG3OCbMTTvhYeSHNBDt.dBtQVz89mh2Ax/JERE6FAlE2"],
  ["secret", "$2a$04$.OeNDfyiIxG3OCbMTTvhYevsUYwj9bOdDgclgDZC01d.AHr0ZMWeC"],
  ["pässwörd€", "$2a$04$.OeNDfyiIxG3OCbMTTvhYe/8gwyCrC.te5Gab4Crh5qtDiwiYbzsa"],
  ["x".repeat(72), "$2a$04$.OeNDfyiIxG3OCbMTTvhYecCzBffFK2pWQJo8Tvk3awKTRSIz7f7W"],
])("%j", (password, hash) => {
  expect(bcryptHash(new TextEncoder().encode(password), SALT, 4)).toBe(hash);
});
