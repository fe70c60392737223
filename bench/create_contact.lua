-- SPDX-License-Identifier: Apache-2.0
-- wrk: each request creates a contact with an address of its own.
local thread_number = 0
function setup(thread)
    thread:set("number", thread_number)
    thread_number = thread_number + 1
end
function init(args)
    prefix = (args[1] or "x") .. number .. "-"
    count = 0
end
function request()
    count = count + 1
    local body = string.format('{"kind":"client","first_name":"Bench","last_name":"Mark","email":"%s%d@example.org"}', prefix, count)
    return wrk.format("POST", nil, nil, body)
end
