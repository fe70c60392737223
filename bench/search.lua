-- SPDX-License-Identifier: Apache-2.0
-- wrk: types names letter by letter, as a person at the keyboard.
local words = {"s", "sa", "san", "sann", "sanne", "sanne d", "sanne de", "sanne de wit", "j", "ja", "jan", "jans", "jansen", "m", "mü", "mül", "müller",
    "person77", "person7712", "06 1", "+31 6", "garc", "noor b", "noor bak", "van den berg lu"}
local index = 0
function request()
    index = index % #words + 1
    local query = words[index]:gsub("[^%w]", function(c) return string.format("%%%02X", string.byte(c)) end)
    return wrk.format("GET", "/api/v1/contacts?limit=30&q=" .. query)
end
