-- A database in a file with each kind of journal, one that is rolled back, one that is
-- attached, large values, a check of the whole.
PRAGMA page_size = 4096;
CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c BLOB);
PRAGMA journal_mode = delete;
BEGIN; INSERT INTO t VALUES(1, 'one', x'00ff'); COMMIT;
PRAGMA journal_mode = truncate;
INSERT INTO t VALUES(2, 'two', zeroblob(100000));
PRAGMA journal_mode = persist;
INSERT INTO t VALUES(3, 'three', randomblob(5000));
PRAGMA journal_mode = memory;
INSERT INTO t VALUES(4, 'four', NULL);
PRAGMA journal_mode = wal;
BEGIN; DELETE FROM t; ROLLBACK;
WITH RECURSIVE n(i) AS (VALUES(5) UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
	INSERT INTO t SELECT i, 'row ' || i, NULL FROM n;
PRAGMA wal_checkpoint;
SELECT count(*), sum(a), sum(length(b)) FROM t;
SELECT a, b, length(c) FROM t WHERE a <= 4;
CREATE INDEX tb ON t(b);
SELECT a FROM t WHERE b = 'row 4321';
ATTACH 'files/other.db' AS other;
CREATE TABLE other.u AS SELECT * FROM t WHERE a % 1000 = 0;
SELECT group_concat(b, ', ') FROM other.u;
SELECT count(*) FROM t WHERE b LIKE '%99%';
VACUUM;
PRAGMA integrity_check;
PRAGMA other.integrity_check;
PRAGMA journal_mode = delete;
SELECT name FROM pragma_table_info('t');
SELECT round(sqrt(2), 6), printf('%.3f|%5d|%-5s|', 3.14159, 42, 'ab'), date(0, 'unixepoch'), hex('ü'), upper('abc');
SELECT json_extract('{"a":[1,2,{"b":"c"}]}', '$.a[2].b');
SELECT * FROM missing;
.open files/other.db
SELECT count(*) FROM u;
