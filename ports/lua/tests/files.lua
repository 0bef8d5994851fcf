-- SPDX-License-Identifier: BSD-3-Clause
-- io and os on files: writing, reading in each format, seeking, buffering,
-- renaming, removing, and errors that name the file.

local function eq(a, b, what)
	if a ~= b then
		error(("%s: got %s, expected %s"):format(what, tostring(a), tostring(b)), 2)
	end
end

local name = os.tmpname()
local f = assert(io.open(name, "w"))
eq(io.type(f), "file", "type")
assert(f:write("first\n", 2, " ", 3.5, "\n", "0x10 rest\n"))
eq(f:seek("cur"), 22, "position")
assert(f:close())
eq(io.type(f), "closed file", "closed")

f = assert(io.open(name))
eq(f:read(), "first", "a line")
eq(f:read("n"), 2, "an integer")
eq(f:read("n"), 3.5, "a float")
eq(f:read("L"), "\n", "the rest of the line")
eq(f:read("n"), 16, "hexadecimal")
eq(f:read(5), " rest", "a number of characters")
eq(f:read("a"), "\n", "the rest")
eq(f:read(), nil, "the end")
eq(f:seek("set", 2), 2, "seek")
eq(f:read(3), "rst", "after seek")
eq(f:seek("end"), 22, "size")
eq(f:write("x"), nil, "not open for writing")
f:close()

f = assert(io.open(name, "a+"))
f:write("appended")
f:seek("set")
eq(#f:read("a"), 30, "append")
f:close()

f = assert(io.open(name, "r+"))
f:setvbuf("full", 64)
f:write(("y"):rep(1000))
f:flush()
f:seek("set", 999)
eq(f:read(1), "y", "written through the buffer")
f:close()

local n = 0
f = assert(io.open(name, "w"))
for i = 1, 2000 do f:write(i, "\n") end
f:close()
for line in io.lines(name) do
	n = n + 1
	if tonumber(line) ~= n then error("lines: line " .. n .. " is " .. line) end
end
eq(n, 2000, "lines")

f = assert(io.open(name, "wb"))
local bytes = {}
for i = 0, 255 do bytes[#bytes + 1] = string.char(i) end
local all = table.concat(bytes)
f:write(all:rep(64))
f:close()
f = assert(io.open(name, "rb"))
eq(f:read("a") == all:rep(64), true, "every byte")
f:close()

assert(os.rename(name, name .. ".new"))
eq(io.open(name), nil, "renamed away")
assert(os.remove(name .. ".new"))
local ok, message, code = os.remove(name .. ".new")
eq(ok, nil, "removed twice")
eq(message:find(name, 1, true) ~= nil, true, "the message names the file")
eq(math.type(code), "integer", "errno")
local none, why = io.open("/no/such/directory/file")
eq(none, nil, "no such file")
eq(why:find("/no/such/directory/file: ", 1, true), 1, "and why")
f = io.tmpfile()
f:write("temporary")
f:seek("set")
eq(f:read("a"), "temporary", "tmpfile")
f:close()
