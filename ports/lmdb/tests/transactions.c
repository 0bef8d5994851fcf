/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * transactions FOLDER plain|writemap|mapasync|nosync: transactions of all kinds on a new database
 * in FOLDER, which is opened again and again. What it prints is the same wherever it runs.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "lmdb.h"

#define E(call)                                                               \
	do {                                                                  \
		int e_ = (call);                                              \
                                                                              \
		if (e_) {                                                     \
			printf("%d: %s: %s\n", __LINE__, #call, mdb_strerror(e_)); \
			exit(1);                                              \
		}                                                             \
	} while (0)

static uint32_t seed = 1;
static MDB_env *env;
static MDB_dbi dbis[2]; /* "main", and "dup", whose keys have several values */

static uint32_t number(void)
{
	seed = seed * 1103515245 + 12345;
	return seed >> 8;
}

static void open_it(const char *folder, unsigned flags)
{
	MDB_txn *txn;

	E(mdb_env_create(&env));
	E(mdb_env_set_mapsize(env, 10 << 20));
	E(mdb_env_set_maxdbs(env, 4));
	E(mdb_env_open(env, folder, flags, 0600));
	/* Once: by several threads at a time is not allowed. */
	E(mdb_txn_begin(env, NULL, flags & MDB_RDONLY, &txn));
	E(mdb_dbi_open(txn, "main", flags & MDB_RDONLY ? 0 : MDB_CREATE, &dbis[0]));
	E(mdb_dbi_open(txn, "dup", MDB_DUPSORT | (flags & MDB_RDONLY ? 0 : MDB_CREATE), &dbis[1]));
	E(mdb_txn_commit(txn));
}

/* One transaction: @n keys come or go; kept if @keep. */
static void change(int n, int keep)
{
	static char big[9000];
	MDB_txn *txn;

	E(mdb_txn_begin(env, NULL, 0, &txn));
	while (n--) {
		uint32_t r = number();
		char k[32], v[64];
		MDB_val key = { (size_t)snprintf(k, sizeof(k), "key %u", r % 3000), k };
		MDB_val data = { (size_t)snprintf(v, sizeof(v), "value %u", r), v };

		if (r % 5 == 0) {
			int e = mdb_del(txn, dbis[0], &key, NULL);

			if (e != MDB_NOTFOUND)
				E(e);
			continue;
		}
		E(mdb_put(txn, dbis[1], &data, &key, 0));
		if (r % 50 == 1) { /* in pages of their own */
			memset(big, (int)(r % 26) + 'a', sizeof(big));
			data = (MDB_val){ 3000 + r % 6000, big };
		}
		E(mdb_put(txn, dbis[0], &key, &data, 0));
	}
	if (keep)
		E(mdb_txn_commit(txn));
	else
		mdb_txn_abort(txn);
}

static void say(const char *when)
{
	static const char *const names[] = { "main", "dup" };
	MDB_txn *txn;

	E(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn));
	for (int i = 0; i < 2; i++) {
		MDB_val key, data;
		MDB_cursor *c;
		MDB_stat st;
		uint64_t sum = 0;
		unsigned n = 0;

		E(mdb_stat(txn, dbis[i], &st));
		E(mdb_cursor_open(txn, dbis[i], &c));
		while (mdb_cursor_get(c, &key, &data, MDB_NEXT) == 0) {
			for (size_t j = 0; j < key.mv_size; j++)
				sum = sum * 31 + ((unsigned char *)key.mv_data)[j];
			for (size_t j = 0; j < data.mv_size; j++)
				sum = sum * 31 + ((unsigned char *)data.mv_data)[j];
			n++;
		}
		printf("%s: %s: %zu entries, %u seen, depth %u, leaves %zu, sum %llx\n", when,
		       names[i], st.ms_entries, n, st.ms_depth, st.ms_leaf_pages,
		       (unsigned long long)sum);
		mdb_cursor_close(c);
	}
	mdb_txn_abort(txn);
}

/* A reader keeps what it saw while others write. */
static void *reader(void *arg)
{
	uint64_t *sums = arg;

	for (int i = 0; i < 2; i++) {
		MDB_val key, data;
		MDB_txn *txn;
		MDB_cursor *c;

		E(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn));
		for (int j = 0; j < 2; j++) {
			uint64_t sum = 0;

			E(mdb_cursor_open(txn, dbis[0], &c));
			for (unsigned n = 0; mdb_cursor_get(c, &key, &data, MDB_NEXT) == 0; n++) {
				sum = sum * 31 + *(unsigned char *)data.mv_data + data.mv_size;
				if (n % 100 == 0)
					usleep(100);
			}
			mdb_cursor_close(c);
			if (j == 0)
				sums[i] = sum;
			else if (sum != sums[i])
				printf("a reader saw others' changes\n");
		}
		mdb_txn_abort(txn);
	}
	return NULL;
}

/* What read() has of the file is what the map has: of a page, found by the data in it. */
static void compare_file(const char *folder)
{
	MDB_val key = { 4, "main" }, data;
	char path[300], page[4096];
	const char *map;
	MDB_txn *txn;
	MDB_dbi all;
	size_t number_;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "%s/data.mdb", folder);
	fd = open(path, O_RDONLY);
	E(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn));
	E(mdb_dbi_open(txn, NULL, 0, &all));
	E(mdb_get(txn, all, &key, &data));
	map = (const char *)((uintptr_t)data.mv_data / sizeof(page) * sizeof(page));
	memcpy(&number_, map, sizeof(number_)); /* how a page begins */
	n = pread(fd, page, sizeof(page), (off_t)(number_ * sizeof(page)));
	printf("file and map: %s\n", n == sizeof(page) && memcmp(page, map, sizeof(page)) == 0 ?
					     "the same" :
					     "they differ");
	mdb_txn_abort(txn);
	close(fd);
}

int main(int argc, char **argv)
{
	const char *way = argc > 2 ? argv[2] : "";
	unsigned flags = strcmp(way, "writemap") == 0	? MDB_WRITEMAP :
			 strcmp(way, "mapasync") == 0 ? MDB_WRITEMAP | MDB_MAPASYNC :
			 strcmp(way, "nosync") == 0	? MDB_NOSYNC :
							  0;
	uint64_t sums[3][2];
	pthread_t t[3];
	MDB_envinfo info;

	if (argc < 3)
		return 2;
	open_it(argv[1], flags);
	for (int i = 0; i < 12; i++)
		change(200, i % 4 != 3);
	say("first");
	compare_file(argv[1]);
	mdb_env_close(env);
	open_it(argv[1], flags);
	say("opened again");
	for (int i = 0; i < 3; i++)
		E(pthread_create(&t[i], NULL, reader, sums[i]));
	for (int i = 0; i < 6; i++)
		change(150, 1);
	for (int i = 0; i < 3; i++)
		E(pthread_join(t[i], NULL));
	say("with readers");
	compare_file(argv[1]);
	E(mdb_env_sync(env, 1));
	mdb_env_close(env);
	/* The other way to write, on the same file. */
	open_it(argv[1], flags ^ MDB_WRITEMAP);
	change(300, 1);
	say("the other way");
	mdb_env_close(env);
	open_it(argv[1], MDB_RDONLY);
	say("read-only");
	E(mdb_env_info(env, &info));
	printf("last transaction %zu\n", info.me_last_txnid);
	mdb_env_close(env);
	printf("done\n");
	return 0;
}
