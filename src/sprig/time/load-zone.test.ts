import { expect, test } from "vitest";
import { loadZone } from "./load-zone.ts";

const at = (name: string, moment: string): string => {
  const seconds = BigInt(Date.parse(moment) / 1000);
  const period = loadZone(name)?.periodAt(seconds);
  return `${period?.name} ${(period?.offset ?? Number.NaN) / 3600}${period?.isDst ? " dst" : ""}`;
};

test.each([
  ["Europe/Berlin", "2024-03-31T00:59:59Z", "CET 1"],
  ["Europe/Berlin", "2024-03-31T01:00:00Z", "CEST 2 dst"],
  ["Europe/Berlin", "2099-07-01T00:00:00Z", "CEST 2 dst"],
  ["America/New_York", "2006-04-02T06:59:59Z", "EST -5"],
  ["America/New_York", "2030-11-03T06:00:00Z", "EST -5"],
  ["US/Eastern", "2030-11-03T05:59:59Z", "EDT -4 dst"],
  ["Asia/Kolkata", "2024-01-01T00:00:00Z", "IST 5.5"],
  ["Australia/Lord_Howe", "2030-01-01T00:00:00Z", "+11 11 dst"],
  ["America/Sao_Paulo", "2024-01-01T00:00:00Z", "-03 -3"],
  ["Europe/Dublin", "2030-01-15T00:00:00Z", "GMT 0 dst"],
  ["Africa/Casablanca", "2024-03-20T00:00:00Z", "+00 0 dst"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z", "+14 14 dst"],
  ["America/Nuuk", "2030-03-30T23:00:00Z", "-02 -2"],
  ["Etc/GMT+5", "2024-01-01T00:00:00Z", "-05 -5"],
  ["America/New_York", "0001-01-01T00:00:00Z", "LMT -4.933888888888889"],
  ["Europe/Berlin", "1893-03-31T23:06:31Z", "LMT 0.8911111111111111"],
  ["Europe/Berlin", "1893-03-31T23:06:32Z", "CET 1"],
  ["Antarctica/Troll", "1960-01-01T00:00:00Z", "-00 0"],
  ["UTC", "2024-01-01T00:00:00Z", "UTC 0"],
  ["Local", "2024-01-01T00:00:00Z", "UTC 0"],
])("%s at %s is %s", (name, moment, period) => {
  expect(at(name, moment)).toBe(period);
});

test.each(["Nope/Zone", "europe/berlin", "CEST", "../etc"])("%j is no zone", (name) => {
  expect(loadZone(name)).toBeUndefined();
});
