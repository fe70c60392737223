// SPDX-License-Identifier: Apache-2.0
import type { Appointment } from '@loggia/api/crm-types';
import { toConfirm } from '../../parts/appointments/appointment-queries';

export interface RequestGroups {
  /** To be answered by the reader: own ones, and those that are nobody's yet. */
  mine: Appointment[];
  /** To be answered by colleagues. */
  others: Appointment[];
  /** Staff proposed other moments: the client's turn. */
  waiting: Appointment[];
}

export function requestsInOrder(requests: readonly Appointment[], user: string | undefined): RequestGroups {
  const open = toConfirm(requests);
  const isMine = ({ owner_id: owner }: Appointment) => owner === null || owner === user;
  return {
    mine: open.filter(isMine),
    others: open.filter((each) => !isMine(each)),
    waiting: requests.filter(({ proposed_by: by }) => by === 'staff'),
  };
}
