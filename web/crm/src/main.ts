// SPDX-License-Identifier: Apache-2.0
import './crm.css';
import { connection } from '@loggia/ui/connection';
import { i18n } from '@loggia/ui/i18n';
import { shortcuts } from '@loggia/ui/shortcuts';
import { theme } from '@loggia/ui/theme';
import { mount } from 'svelte';
import App from './App.svelte';

theme.start();
connection.start();
shortcuts.start();
await i18n.start();
mount(App, { target: document.body });
