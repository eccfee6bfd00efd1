import type { KubeObject, LabelSelector } from "../../cluster/api/object.ts";
import type { PodTemplate } from "../../cluster/api/pod.ts";
import { age, ageColumn, type Column, nameColumn, none, unset } from "./column.ts";
import { selectorText } from "./labels-text.ts";
import { containerColumns } from "./template-columns.ts";

interface CronJob extends KubeObject {
  readonly spec?: {
    readonly schedule?: string;
    readonly timeZone?: string;
    readonly suspend?: boolean;
    readonly jobTemplate?: {
      readonly spec?: { readonly template?: PodTemplate; readonly selector?: LabelSelector };
    };
  };
  readonly status?: { readonly active?: readonly unknown[]; readonly lastScheduleTime?: string };
}

export const cronJobColumns: readonly Column[] = [
  nameColumn,
  { name: "SCHEDULE", cell: ({ spec }: CronJob) => spec?.schedule ?? "" },
  { name: "TIMEZONE", since: 30, cell: ({ spec }: CronJob) => spec?.timeZone ?? none },
  { name: "SUSPEND", cell: ({ spec }: CronJob) => suspended(spec?.suspend) },
  { name: "ACTIVE", cell: ({ status }: CronJob) => String(status?.active?.length ?? 0) },
  {
    name: "LAST SCHEDULE",
    cell: ({ status }: CronJob, context) =>
      status?.lastScheduleTime === undefined ? none : age(status.lastScheduleTime, context),
  },
  ageColumn,
  ...containerColumns<CronJob>(({ spec }) => spec?.jobTemplate?.spec?.template),
  {
    name: "SELECTOR",
    wide: true,
    cell: ({ spec }: CronJob) => selectorText(spec?.jobTemplate?.spec?.selector) || none,
  },
];

const suspended = (suspend: boolean | undefined): string =>
  suspend === undefined ? unset : suspend ? "True" : "False";
