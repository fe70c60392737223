// SPDX-License-Identifier: Apache-2.0
// Shows staff the notifications that are pushed to them. Pages and data of the CRM always come from the network.
import { servePush } from '@loggia/ui/push-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
servePush(worker, { api: '/api/v1', icon: '/assets/portal/icon-180.png' });
