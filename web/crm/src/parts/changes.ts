// SPDX-License-Identifier: Apache-2.0

/** The members of `now` that differ from `before`: the body of a PATCH, so that what others changed elsewhere stays. */
export function changesBetween<Row extends object>(before: object, now: Row): Partial<Row> {
  const was = before as Record<string, unknown>;
  const changed = Object.entries(now).filter(([name, value]) => canonical(value) !== canonical(was[name]));
  return Object.fromEntries(changed) as Partial<Row>;
}

/** Absent and null are the same; the order of an object's members says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_name, each: unknown) => {
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return each;
    const members = Object.entries(each).filter(([, member]) => member !== null && member !== undefined);
    return Object.fromEntries(members.sort(([one], [other]) => one.localeCompare(other)));
  });
}
