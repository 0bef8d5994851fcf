/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * inserts [ROUNDS]: 60,000 inserts into a table in memory, one statement prepared once,
 * each in a transaction of its own as SQLite does unasked. As often as asked for.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define INSERTS 60000

static int fail(sqlite3 *db, const char *what)
{
	fprintf(stderr, "inserts: %s: %s\n", what, sqlite3_errmsg(db));
	return -1;
}

static int inserts(void)
{
	sqlite3_stmt *s;
	sqlite3 *db;
	int n;

	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		return fail(db, "open");
	if (sqlite3_exec(db, "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, x REAL)", NULL,
			 NULL, NULL) != SQLITE_OK)
		return fail(db, "create");
	if (sqlite3_prepare_v2(db, "INSERT INTO t(name, x) VALUES(?1, ?2)", -1, &s, NULL) !=
	    SQLITE_OK)
		return fail(db, "prepare");
	for (n = 0; n < INSERTS; n++) {
		char name[32];
		int len = snprintf(name, sizeof(name), "name of row %d", n);

		sqlite3_bind_text(s, 1, name, len, SQLITE_TRANSIENT);
		sqlite3_bind_double(s, 2, n * 0.5);
		if (sqlite3_step(s) != SQLITE_DONE)
			return fail(db, "step");
		sqlite3_reset(s);
	}
	sqlite3_finalize(s);
	if (sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &s, NULL) != SQLITE_OK ||
	    sqlite3_step(s) != SQLITE_ROW || sqlite3_column_int(s, 0) != INSERTS)
		return fail(db, "count");
	sqlite3_finalize(s);
	sqlite3_close(db);
	return 0;
}

int main(int argc, char **argv)
{
	for (int rounds = argc > 1 ? atoi(argv[1]) : 1; rounds > 0; rounds--)
		if (inserts() < 0)
			return 1;
	return 0;
}
