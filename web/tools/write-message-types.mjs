// SPDX-License-Identifier: Apache-2.0
import { writeMessageTypes } from '../build/message-types.js';

writeMessageTypes();
