-- SPDX-License-Identifier: BSD-3-Clause
-- string and utf8: patterns, formatting (which is the C library's printf),
-- packing, conversion of numbers in both directions.

local function eq(a, b, what)
	if a ~= b then
		error(("%s: got %q, expected %q"):format(what, tostring(a), tostring(b)), 2)
	end
end

eq(("%d %5d|%-5d|%05d|%+d"):format(1, 2, 3, 4, 5), "1     2|3    |00004|+5", "integers")
eq(("%x %X %#x %o"):format(255, 255, 255, 8), "ff FF 0xff 10", "bases")
eq(("%.3f %g %e"):format(1 / 3, 1e20, 12345.678), "0.333 1e+20 1.234568e+04", "floats")
eq(("%a"):format(1.0), "0x1p+0", "hexadecimal float")
eq(("%s %10s|%-10s|%.2s"):format("a", "b", "c", "defg"), "a          b|c         |de", "strings")
eq(("%q"):format('a"b\n\0'), '"a\\"b\\\n\\0"', "quoted")
eq(("%c%c"):format(72, 105), "Hi", "characters")
eq(("%i"):format(math.mininteger), "-9223372036854775808", "least integer")
eq(pcall(string.format, "%d", 1.5), false, "no integer representation")

eq(tostring(0.1), "0.1", "shortest form")
eq(tostring(1e15), "1e+15", "exponent")
eq(tostring(-0.0), "-0.0", "negative zero")
eq(tostring(1 / 0), "inf", "infinity")
eq(tonumber("0x1p4"), 16.0, "hexadecimal float read")
eq(tonumber("  12  "), 12, "blanks")
eq(tonumber("1e1"), 10.0, "exponent read")
eq(tonumber("z", 36), 35, "base 36")
eq(tonumber("12a"), nil, "not a number")
eq(tonumber("9223372036854775808"), 9223372036854775808.0, "too large: a float")
for _, x in ipairs { 1 / 3, 2 ^ 0.5, 1e-300, 5e-324, 1.7976931348623157e308 } do
	eq(tonumber(("%.17g"):format(x)), x, "there and back")
end

eq(("hello world"):find("o w"), 5, "find")
eq(("hello"):gsub("l", { l = "L" }), "heLLo", "gsub with a table")
eq(("abc"):gsub("%w", "%0%0"), "aabbcc", "gsub with captures")
eq(("key = value"):match("^(%w+)%s*=%s*(%w+)$"), "key", "match")
eq(("f(a(b)c)d"):match("%b()"), "(a(b)c)", "balanced")
eq(("THE (quick) fox"):find("%((%a+)%)"), 5, "position")
local words = {}
for w in ("one two  three"):gmatch("%a+") do words[#words + 1] = w end
eq(table.concat(words, ","), "one,two,three", "gmatch")
eq(("x"):rep(3, "-"), "x-x-x", "rep with separator")
eq(("abc"):reverse():upper(), "CBA", "reverse, upper")
eq(("abc"):byte(-1), 99, "byte from the end")
eq(pcall(string.find, "a", "[a"), false, "malformed pattern")

local s = string.pack("<i4 z s1 d", -2, "zero", "one", 1.5)
local i, z, o, d = string.unpack("<i4 z s1 d", s)
eq(i, -2, "packed integer")
eq(z .. o, "zeroone", "packed strings")
eq(d, 1.5, "packed double")
eq(string.packsize("<i4 i8"), 12, "packsize")
eq(pcall(string.unpack, "<i8", "abc"), false, "data too short")

eq(utf8.char(8364, 0x10FFFF), "\u{20AC}\u{10FFFF}", "utf8.char")
eq(utf8.len("€uro"), 4, "utf8.len")
eq(utf8.len("\xff"), nil, "invalid UTF-8")
local points = {}
for _, c in utf8.codes("aé") do points[#points + 1] = c end
eq(points[2], 233, "utf8.codes")
