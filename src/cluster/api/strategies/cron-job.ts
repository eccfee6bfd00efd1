import { extended } from "../../../util/extended.ts";
import { parseSchedule } from "../../cron/parse-schedule.ts";
import { timeZoneProblem } from "../../cron/time-zone.ts";
import { atLeastZero, type FieldErrors, invalid, none, required } from "../validation/field-errors.ts";
import { oneOf } from "../validation/object-meta.ts";
import { withDefaults, withStruct } from "../with-defaults.ts";
import type { CronJob } from "../workloads.ts";
import { defaultJobSpec } from "./job.ts";
import { validateJobSpec } from "./job-validation.ts";
import type { Strategy } from "./strategy.ts";

const longestName = 52;

/** pkg/apis/batch/v1/defaults.go and pkg/apis/batch/validation/validation.go */
export const cronJobStrategy: Strategy<CronJob> = {
  defaults: (object) =>
    withStruct(object, "spec", (spec) => {
      const filled = withDefaults(spec, {
        concurrencyPolicy: "Allow",
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
      });
      return withStruct(filled, "jobTemplate", (template) => withStruct(template, "spec", defaultJobSpec));
    }),
  prepare: (object) => extended(object, { status: {} }),
  validate: ({ spec }, rules) => [
    ...validateSchedule(spec),
    ...atLeastZero("spec.startingDeadlineSeconds", spec.startingDeadlineSeconds),
    ...validateTimeZone(spec.timeZone),
    ...oneOf("spec.concurrencyPolicy", spec.concurrencyPolicy, ["Allow", "Forbid", "Replace"]),
    ...validateJobSpec(spec.jobTemplate.spec, "spec.jobTemplate.spec", rules),
    ...(spec.jobTemplate.spec.selector === undefined
      ? none
      : [
          invalid(
            "spec.jobTemplate.spec.selector",
            spec.jobTemplate.spec.selector,
            "`selector` will be auto-generated",
          ),
        ]),
    ...atLeastZero("spec.successfulJobsHistoryLimit", spec.successfulJobsHistoryLimit),
    ...atLeastZero("spec.failedJobsHistoryLimit", spec.failedJobsHistoryLimit),
  ],
  // The Jobs' names need eleven more characters. An older CronJob may keep its longer name.
  validateNew: ({ metadata }) =>
    metadata.name.length > longestName
      ? [invalid("metadata.name", metadata.name, `must be no more than ${longestName} characters`)]
      : none,
};

function validateSchedule({ schedule = "" }: CronJob["spec"]): FieldErrors {
  if (schedule === "") return [required("spec.schedule")];
  const parsed = parseSchedule(schedule);
  return [
    ...("problem" in parsed ? [invalid("spec.schedule", schedule, parsed.problem)] : none),
    ...(schedule.includes("TZ")
      ? [
          invalid(
            "spec.schedule",
            schedule,
            "cannot use TZ or CRON_TZ in schedule, use timeZone field instead",
          ),
        ]
      : none),
  ];
}

function validateTimeZone(zone: string | undefined): FieldErrors {
  if (zone === undefined) return none;
  const problem = timeZoneProblem(zone);
  return problem === undefined ? none : [invalid("spec.timeZone", zone, problem)];
}
