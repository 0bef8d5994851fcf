# SPDX-License-Identifier: BSD-3-Clause
# cmake -DCMAKE_TOOLCHAIN_FILE=PREFIX/share/ukpool/toolchain.cmake
# Everything is found relative to this file, so the tree may be moved.
get_filename_component(_ukpool_prefix "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
set(_ukpool_target x86_64-uk-elf)

set(CMAKE_SYSTEM_NAME ukpool)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
list(APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}/cmake")

set(CMAKE_C_COMPILER "${_ukpool_prefix}/bin/${_ukpool_target}-gcc")
set(CMAKE_ASM_COMPILER "${_ukpool_prefix}/bin/${_ukpool_target}-gcc")
foreach(_ukpool_tool AR RANLIB NM STRIP OBJCOPY OBJDUMP READELF ADDR2LINE)
  string(TOLOWER ${_ukpool_tool} _ukpool_name)
  set(CMAKE_${_ukpool_tool} "${_ukpool_prefix}/bin/${_ukpool_target}-${_ukpool_name}"
    CACHE FILEPATH "" FORCE)
endforeach()
set(PKG_CONFIG_EXECUTABLE "${_ukpool_prefix}/bin/${_ukpool_target}-pkg-config" CACHE FILEPATH "")

# Programs come from the build machine, everything else from the sysroot.
set(CMAKE_FIND_ROOT_PATH "${_ukpool_prefix}/${_ukpool_target}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
