// SPDX-License-Identifier: Apache-2.0
import type { Appointment } from '@loggia/api/crm-types';
import { t } from '@loggia/ui/i18n';
import { toasts } from '@loggia/ui/toasts';
import { useAppointmentActs } from './appointment-queries';
import { headline, spanText } from './appointment-words';

/** Epoch milliseconds; a deadline ends when it begins. */
export interface Target {
  start: number;
  end: number;
}

/** Moves appointments, and back again. */
export function useMove() {
  const acts = useAppointmentActs();

  function change(appointment: Appointment, { start, end }: Target, version = appointment.version) {
    return acts.change(appointment.id, version, {
      starts_at: new Date(start).toISOString(),
      ends_at: appointment.ends_at === null ? null : new Date(end).toISOString(),
    });
  }

  async function undo(before: Appointment, moved: Appointment): Promise<void> {
    const start = Date.parse(before.starts_at ?? '');
    const end = before.ends_at === null ? start : Date.parse(before.ends_at);
    try {
      await change(before, { start, end }, moved.version);
      toasts.show(t('crm.appointment.moved_back', { title: headline(before) }));
    } catch {
      // Somebody changed it since; how it stands now is on screen already.
      toasts.show(t('crm.appointment.not_moved_back'), undefined, 'note');
    }
  }

  return {
    async commit(appointment: Appointment, target: Target): Promise<void> {
      const moved = await change(appointment, target);
      const when = spanText(target.start, appointment.ends_at === null ? null : target.end);
      toasts.show(t('crm.appointment.moved', { title: headline(appointment), when }), {
        label: t('common.undo'),
        run: () => void undo(appointment, moved),
      });
    },
  };
}
