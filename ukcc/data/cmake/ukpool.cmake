# SPDX-License-Identifier: BSD-3-Clause
# CMake's platform file for CMAKE_SYSTEM_NAME ukpool: a Unix without shared libraries.
set(UNIX 1)
set(UKPOOL 1)
set_property(GLOBAL PROPERTY TARGET_SUPPORTS_SHARED_LIBS FALSE)
set(CMAKE_STATIC_LIBRARY_PREFIX "lib")
set(CMAKE_STATIC_LIBRARY_SUFFIX ".a")
set(CMAKE_FIND_LIBRARY_PREFIXES "lib")
set(CMAKE_FIND_LIBRARY_SUFFIXES ".a")
set(CMAKE_EXECUTABLE_SUFFIX "")
set(CMAKE_DL_LIBS "")
# What is linked for a test must not have functions that always fail, as fork: so they are
# seen as missing.
get_property(_ukpool_test GLOBAL PROPERTY IN_TRY_COMPILE)
if(_ukpool_test)
  set(CMAKE_C_LINK_FLAGS --no-stubs)
endif()
# Below CMAKE_FIND_ROOT_PATH, the sysroot: include, lib, lib/cmake, lib/pkgconfig.
set(CMAKE_SYSTEM_PREFIX_PATH /)
set(CMAKE_SYSTEM_INCLUDE_PATH /include)
set(CMAKE_SYSTEM_LIBRARY_PATH /lib)
set(CMAKE_SYSTEM_PROGRAM_PATH /bin)
