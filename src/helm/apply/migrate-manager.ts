import { union } from "../../cluster/api/apply/field-tree.ts";
import { isManager, managedFieldsOf, withManagedFields } from "../../cluster/api/apply/managed-fields.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import type { Process } from "../../sim/wait.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { helmApply, helmUpdate } from "./server-side-apply.ts";

/**
 * Turns what Helm's client-side apply owns into fields of its server-side apply (client-go's csaupgrade), so that the two
 * do not conflict. Costs a look, and a patch where there is something to turn.
 */
export function* migrateManager(session: Session, resource: Resource): Process<void> {
  const live = yield* session.api.get(resource.ref);
  if (!managedFieldsOf(live).some((each) => isManager(each, helmUpdate))) return;
  yield* session.api.update<KubeObject>(resource.ref, (object) => {
    const entries = managedFieldsOf(object);
    const updates = entries.filter((each) => isManager(each, helmUpdate));
    const applied = entries.filter((each) => isManager(each, helmApply));
    const [first] = updates;
    if (first === undefined) return object;
    const fieldsV1 = [...updates, ...applied].map((each) => each.fieldsV1).reduce(union);
    const others = entries.filter((each) => !updates.includes(each) && !applied.includes(each));
    return withManagedFields(object, [...others, { ...first, ...helmApply, fieldsV1 }]);
  });
}
