// SPDX-License-Identifier: Apache-2.0
import './link-secret';
import './portal.css';
import { connection } from '@loggia/ui/connection';
import { i18n } from '@loggia/ui/i18n';
import { theme } from '@loggia/ui/theme';
import { mount } from 'svelte';
import App from './App.svelte';
import { registerServiceWorker } from './register-service-worker';

theme.start();
connection.start();
registerServiceWorker();
await i18n.start();
mount(App, { target: document.body });
