/* SPDX-License-Identifier: BSD-3-Clause */
/* An application of its own: the interpreter started on a file that its initrd has. */
#include <Python.h>

int main(int argc, char **argv)
{
	char *args[] = { argv[0], "-I", "/app.py", argc > 1 ? argv[1] : "nobody", NULL };

	return Py_BytesMain(4, args);
}
