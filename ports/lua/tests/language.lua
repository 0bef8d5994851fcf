-- SPDX-License-Identifier: BSD-3-Clause
-- The core language: closures, varargs, goto, integer division, metatables,
-- to-be-closed variables, errors and their tracebacks, coroutines.

local function eq(a, b, what)
	if a ~= b then
		error(("%s: got %s, expected %s"):format(what, tostring(a), tostring(b)), 2)
	end
end

eq(7 // 2, 3, "floor division")
eq(-7 // 2, -4, "floor division of a negative")
eq(-7 % 3, 2, "modulo has the divisor's sign")
eq(1 << 63, math.mininteger, "shift into the sign")
eq(math.maxinteger + 1, math.mininteger, "integers wrap")
eq(2 ^ 53, 9007199254740992.0, "power is a float")
eq(10 / 2, 5.0, "division is a float")
eq("10" + 5, 15, "string to number")
eq(math.type(3 // 1), "integer", "integer type")
eq(math.type(3.0), "float", "float type")

local function counter()
	local n = 0
	return function() n = n + 1 return n end
end
local a, b = counter(), counter()
a() a()
eq(a(), 3, "closure keeps its own count")
eq(b(), 1, "another closure has another")

local function sum(...)
	local s = 0
	for i = 1, select("#", ...) do s = s + (select(i, ...) or 0) end
	return s, select("#", ...)
end
eq((sum(1, 2, 3)), 6, "varargs")
eq(select(2, sum(1, nil, nil)), 3, "nils count")

local found
for i = 1, 3 do
	for j = 1, 3 do
		if i * j == 4 then found = i goto out end
	end
end
::out::
eq(found, 2, "goto leaves two loops")

local V = {}
V.__index = V
V.__add = function(x, y) return setmetatable({ x[1] + y[1] }, V) end
V.__eq = function(x, y) return x[1] == y[1] end
V.__lt = function(x, y) return x[1] < y[1] end
V.__len = function(x) return x[1] end
V.__call = function(x, y) return x[1] * y end
V.__concat = function(x, y) return "v" .. (type(y) == "table" and y[1] or y) end
local v, w = setmetatable({ 3 }, V), setmetatable({ 4 }, V)
eq((v + w)[1], 7, "__add")
eq(v == setmetatable({ 3 }, V), true, "__eq")
eq(v < w, true, "__lt")
eq(#w, 4, "__len")
eq(v(5), 15, "__call")
eq(v .. "x", "vx", "__concat")

local closed = {}
do
	local x <close> = setmetatable({}, { __close = function() closed[#closed + 1] = "x" end })
	local y <close> = setmetatable({}, { __close = function() closed[#closed + 1] = "y" end })
end
eq(table.concat(closed), "yx", "to-be-closed variables in reverse")

local ok, err = pcall(function() local t = nil return t.x end)
eq(ok, false, "pcall catches")
eq(err:find("attempt to index a nil value", 1, true) ~= nil, true, "the message says what")
ok, err = xpcall(function() error({ code = 7 }) end, function(e) return e.code end)
eq(err, 7, "xpcall's handler sees the object")
eq(select(2, pcall(error)), nil, "error without a value")
eq(debug.traceback("here"):match("stack traceback:") ~= nil, true, "traceback")

local co = coroutine.wrap(function(x)
	for i = 1, 3 do x = x + coroutine.yield(x) end
	return "end"
end)
eq(co(1), 1, "first resume")
eq(co(10), 11, "value in and out")
eq(co(10), 21, "again")
eq(co(0), "end", "return ends")
eq(pcall(co), false, "a dead coroutine")

local depth = 0
local function deep() depth = depth + 1 return 1 + deep() end
eq(pcall(deep), false, "endless recursion is an error")
eq(depth > 1000, true, "after many levels")
eq(select(2, pcall(string.rep, "x", 1 << 40)):find("resulting string too large") ~= nil
	or select(2, pcall(string.rep, "x", 1 << 40)):find("not enough memory") ~= nil, true,
	"no memory is an error")
