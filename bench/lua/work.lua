-- SPDX-License-Identifier: BSD-3-Clause
-- work.lua NAME|all: a fixed amount of work of one kind; prints what came of it.
local work = {}

function work.calls()
	local function fib(n)
		if n < 2 then return n end
		return fib(n - 1) + fib(n - 2)
	end
	return fib(30)
end

-- Small objects that live shortly, and a tree that lives long: the heap and the collector.
function work.tables()
	local function tree(depth)
		if depth == 0 then return {} end
		return { tree(depth - 1), tree(depth - 1) }
	end
	local function count(t)
		return t[1] and 1 + count(t[1]) + count(t[2]) or 1
	end
	local long, n = tree(14), 0
	for _ = 1, 40 do n = n + count(tree(11)) end
	return n + count(long)
end

function work.strings()
	local parts = {}
	for i = 1, 60000 do
		parts[#parts + 1] = string.format("%d:%s:%5.2f", i, "text", i / 7)
	end
	local s, n = table.concat(parts, ","), 0
	for word in s:gmatch("[^,]+") do
		if word:find("9:text", 1, true) then n = n + 1 end
	end
	return n, #s:gsub("%d+", "<%0>"):upper()
end

function work.sort()
	local t, seed = {}, 42
	for i = 1, 200000 do
		seed = (seed * 1103515245 + 12345) % 2147483648
		t[i] = seed
	end
	table.sort(t)
	return t[1], t[100000], t[200000]
end

-- Lines out to and in from a file.
function work.files()
	local name = os.tmpname()
	local f = assert(io.open(name, "w"))
	for i = 1, 100000 do f:write("line ", i, "\n") end
	f:close()
	local n = 0
	for line in io.lines(name) do n = n + #line end
	os.remove(name)
	return n
end

local names = { arg[1] }
if arg[1] == "all" then names = { "calls", "tables", "strings", "sort", "files" } end
for _, name in ipairs(names) do print(name, work[name]()) end
