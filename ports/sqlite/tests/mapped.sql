-- A database in a file that is mapped (mmap_size), by two connections, with a write-ahead log and
-- without: what one writes the other reads through its mapping. What is said is the same natively.
PRAGMA page_size = 4096;
PRAGMA mmap_size = 33554432;
PRAGMA journal_mode = wal;
CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c BLOB);
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 8000)
	INSERT INTO t SELECT i, 'row ' || i || ' ' || hex(i * 7919), zeroblob(i % 300) FROM n;
PRAGMA wal_checkpoint(FULL);
SELECT count(*), sum(length(b)), sum(length(c)) FROM t;
PRAGMA integrity_check;
.connection 1
.open files/mapped.db
PRAGMA mmap_size = 33554432;
SELECT count(*), max(a) FROM t;
UPDATE t SET b = b || '!' WHERE a % 3 = 0;
SELECT sum(length(b)) FROM t;
PRAGMA wal_checkpoint(TRUNCATE);
.connection 0
SELECT sum(length(b)) FROM t;
BEGIN; DELETE FROM t WHERE a > 100; SELECT count(*) FROM t; ROLLBACK;
CREATE INDEX tb ON t(b);
DELETE FROM t WHERE a % 2 = 0;
PRAGMA wal_checkpoint(TRUNCATE);
.connection 1
SELECT count(*), sum(a), sum(length(b)) FROM t;
SELECT a FROM t WHERE b LIKE 'row 4321 %';
PRAGMA integrity_check;
.connection close 0
PRAGMA journal_mode = delete;
INSERT INTO t SELECT a + 100000, b || ' again', randomblob(2000) FROM t;
SELECT count(*), sum(a), sum(length(b)), sum(length(c)) FROM t;
-- Smaller, so the file is cut under the mapping.
DELETE FROM t WHERE a > 1000;
VACUUM;
PRAGMA page_count;
PRAGMA integrity_check;
.open files/mapped.db
PRAGMA mmap_size = 33554432;
SELECT count(*), sum(a), sum(length(b)) FROM t;
WITH RECURSIVE n(i) AS (VALUES(10001) UNION ALL SELECT i + 1 FROM n WHERE i < 14000)
	INSERT INTO t SELECT i, 'row ' || i, zeroblob(1000) FROM n;
SELECT count(*), sum(a), sum(length(c)) FROM t;
PRAGMA integrity_check;
PRAGMA mmap_size = 0;
SELECT count(*), sum(a), sum(length(c)) FROM t;
PRAGMA integrity_check;
