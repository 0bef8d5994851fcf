# SPDX-License-Identifier: BSD-3-Clause
# A package, an encoding and a time zone of the library in the image.
package require msgcat
if {[encoding convertto koi8-r \u0416] ne "\xf6"} { error "no encodings" }
puts "[info patchlevel] [clock format 0 -timezone :Europe/Berlin]"
