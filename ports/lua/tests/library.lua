-- SPDX-License-Identifier: BSD-3-Clause
-- table, math, os: sorting, random numbers, clocks and dates.

local function eq(a, b, what)
	if a ~= b then
		error(("%s: got %s, expected %s"):format(what, tostring(a), tostring(b)), 2)
	end
end

local t = {}
local x = 12345
for i = 1, 5000 do
	x = (x * 1103515245 + 12345) % 2147483648
	t[i] = x
end
table.sort(t)
for i = 2, #t do
	if t[i - 1] > t[i] then error("sort: not in order at " .. i) end
end
table.sort(t, function(a, b) return a > b end)
eq(t[1] >= t[2], true, "sort with a function")
eq(table.concat({ 1, 2, 3 }, "-", 2, 3), "2-3", "concat")
eq(select("#", table.unpack({ 1, nil, 3 }, 1, 3)), 3, "unpack")
t = { 1, 2, 3 }
table.insert(t, 2, 9)
eq(table.remove(t, 1) + t[1], 10, "insert, remove")
eq(#table.move({ 1, 2, 3 }, 1, 3, 3), 5, "move")
eq(table.pack(1, nil).n, 2, "pack")

eq(math.floor(-3.5), -4, "floor")
eq(math.ceil(-3.5), -3, "ceil")
eq(math.fmod(-7, 3), -1, "fmod")
eq(math.abs(math.sin(math.pi)) < 1e-15, true, "sin")
eq(math.exp(0) + math.log(8, 2) + math.sqrt(16), 8.0, "exp, log, sqrt")
eq(math.tointeger(3.0), 3, "tointeger")
eq(math.ult(1, -1), true, "ult")
eq(math.max(1, 5, 3), 5, "max")
eq(math.atan(1, 1) * 4 - math.pi, 0.0, "atan")
math.randomseed(42)
local first = math.random(1000000)
math.randomseed(42)
eq(math.random(1000000), first, "the same seed, the same numbers")
for _ = 1, 1000 do
	local r = math.random(6)
	if r < 1 or r > 6 then error("random: out of range: " .. r) end
end

eq(os.time({ year = 2000, month = 1, day = 1, hour = 12 }) -
	os.time({ year = 1999, month = 12, day = 31, hour = 12 }), 86400, "a day")
eq(os.date("!%Y-%m-%d %H:%M:%S", 951827696), "2000-02-29 12:34:56", "leap day")
eq(os.date("!*t", 0).year, 1970, "epoch")
eq(pcall(os.date, "%Ez", 0), false, "invalid conversion")
eq(os.time() > 1577836800, true, "the clock is set")
eq(os.difftime(5, 3), 2.0, "difftime")
local c = os.clock()
eq(c >= 0 and os.clock() >= c, true, "clock does not go back")
eq(os.getenv("NO_SUCH_VARIABLE"), nil, "getenv")
eq(#arg, 2, "arguments")
eq(arg[1] .. arg[2], "onetwo", "their values")

collectgarbage()
local before = collectgarbage("count")
do
	local big = {}
	for i = 1, 20000 do big[i] = { i } end
	eq(collectgarbage("count") > before + 500, true, "tables use memory")
end
collectgarbage()
collectgarbage()
eq(collectgarbage("count") < before + 200, true, "the collector frees it")
local weak = setmetatable({}, { __mode = "v" })
weak[1] = {}
collectgarbage()
eq(weak[1], nil, "weak value")
local chunk = load("return ... + 1")
eq(chunk(41), 42, "load")
eq(load("x ="), nil, "a syntax error")
eq(load(string.dump(function(a) return a * 2 end))(21), 42, "compiled code")
