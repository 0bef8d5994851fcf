/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The documents of a container image (image-spec: config.md, manifest.md, image-index.md,
 * annotations.md), by jansson: compact, keys sorted. They hold Unicode text only, so
 * words that are not UTF-8 are refused.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../common/say.h"
#include "cmdline.h"
#include "oci.h"

#define ANNOTATION(what) "org.opencontainers.image." what
#define LABEL_PACKAGES	 "org.ukpool.packages"

static json_t *must(json_t *j)
{
	if (!j)
		die("out of memory");
	return j;
}

static void set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, must(value)))
		die("'%s' cannot be a key of a container image's configuration: not UTF-8",
		    key);
}

static json_t *text(const char *s)
{
	json_t *j = json_string(s);

	if (!j)
		die("'%s' cannot be in a container image's configuration: not UTF-8", s);
	return j;
}

static json_t *list(const struct strv *words)
{
	json_t *j = must(json_array());

	for (size_t i = 0; i < words->n; i++)
		if (json_array_append_new(j, text(words->v[i])))
			die("out of memory");
	return j;
}

/* {"8080/tcp": {}, …}: how sets are written there. */
static json_t *keys(const struct strv *words)
{
	json_t *j = must(json_object());

	for (size_t i = 0; i < words->n; i++)
		set(j, words->v[i], json_object());
	return j;
}

static json_t *when(int64_t epoch)
{
	time_t t = (time_t)epoch;
	char s[32];
	struct tm tm;

	if (!gmtime_r(&t, &tm) || !strftime(s, sizeof(s), "%Y-%m-%dT%H:%M:%SZ", &tm))
		die("internal: no date for %lld", (long long)epoch);
	return text(s);
}

static void finish(json_t *j, struct buf *out)
{
	char *s = json_dumps(j, JSON_COMPACT | JSON_SORT_KEYS);

	if (!s)
		die("out of memory");
	buf_str(out, s);
	free(s);
	json_decref(j);
}

static json_t *descriptor(const struct descriptor *d)
{
	json_t *j = must(json_object());

	set(j, "mediaType", text(d->type));
	set(j, "digest", text(d->digest));
	set(j, "size", json_integer((json_int_t)d->size));
	return j;
}

static json_t *platform(const struct image *im)
{
	json_t *j = must(json_object());

	set(j, "architecture", text(im->target->oci));
	set(j, "os", text("linux"));
	return j;
}

/* "libuk-net 0.1.0, …": the note's lines without why each package is there. */
static char *packages(const struct image *im)
{
	struct strv lines = { 0 };
	struct buf b = { 0 };

	buf_str(&b, "");
	image_note(im, "package", &lines);
	for (size_t i = 0; i < lines.n; i++) {
		char *line = lines.v[i], *name = strsep(&line, " "),
		     *version = strsep(&line, " ");

		buf_printf(&b, "%s%s %s", i ? ", " : "", name, version ? version : "?");
	}
	return b.p;
}

static json_t *labels(const struct image *im, const struct options *o)
{
	json_t *j = must(json_object());
	const char *version = o->tag ? strrchr(o->tag, ':') : NULL;

	set(j, ANNOTATION("title"), text(im->name));
	if (version)
		set(j, ANNOTATION("version"), text(version + 1));
	set(j, LABEL_PACKAGES, text(packages(im)));
	for (size_t i = 0; i < o->labels.n; i++) {
		const char *l = o->labels.v[i];
		size_t n = strcspn(l, "=");

		set(j, xstrndup(l, n), text(l + n + 1));
	}
	return j;
}

/* What the engine gives the process. */
static json_t *execution(const struct image *im, const struct options *o)
{
	json_t *j = must(json_object());
	struct strv env = { 0 }, entry = { 0 };
	char *params = cmdline_params(o);

	strv_cat(&env, &o->env);
	if (*params)
		strv_push(&env, xasprintf("UK_PARAMS=%s", params));
	strv_push(&entry, xasprintf("/%s", im->name));
	set(j, "Entrypoint", list(&entry));
	if (o->args.n)
		set(j, "Cmd", list(&o->args));
	if (env.n)
		set(j, "Env", list(&env));
	if (o->ports.n)
		set(j, "ExposedPorts", keys(&o->ports));
	if (o->volumes.n)
		set(j, "Volumes", keys(&o->volumes));
	if (o->user)
		set(j, "User", text(o->user));
	set(j, "WorkingDir", text("/"));
	set(j, "StopSignal", text("SIGTERM"));
	set(j, "Labels", labels(im, o));
	return j;
}

void config_text(const struct image *im, const struct options *o, const char *diff,
		 struct buf *out)
{
	json_t *j = must(platform(im)), *rootfs = must(json_object()),
	       *history = must(json_object()), *one = must(json_array());
	struct strv diffs = { 0 };

	strv_push(&diffs, diff);
	set(rootfs, "type", text("layers"));
	set(rootfs, "diff_ids", list(&diffs));
	set(history, "created", when(o->epoch));
	set(history, "created_by", text("ukpack"));
	if (json_array_append_new(one, history))
		die("out of memory");
	set(j, "created", when(o->epoch));
	set(j, "config", execution(im, o));
	set(j, "rootfs", rootfs);
	set(j, "history", one);
	finish(j, out);
}

static json_t *document(const char *type)
{
	json_t *j = must(json_object());

	set(j, "schemaVersion", json_integer(2));
	set(j, "mediaType", text(type));
	return j;
}

void manifest_text(const struct descriptor *config, const struct descriptor *layer,
		   struct buf *out)
{
	json_t *j = document(OCI_MANIFEST), *layers = must(json_array());

	if (json_array_append_new(layers, descriptor(layer)))
		die("out of memory");
	set(j, "config", descriptor(config));
	set(j, "layers", layers);
	finish(j, out);
}

void index_text(const struct descriptor *d, const struct image *im, size_t n, struct buf *out)
{
	json_t *j = document(OCI_INDEX), *manifests = must(json_array());

	for (size_t i = 0; i < n; i++) {
		json_t *one = descriptor(&d[i]);

		set(one, "platform", platform(&im[i]));
		if (json_array_append_new(manifests, one))
			die("out of memory");
	}
	set(j, "manifests", manifests);
	finish(j, out);
}

void layout_text(const struct descriptor *d, const struct image *im, const struct options *o,
		 struct buf *out)
{
	json_t *j = document(OCI_INDEX), *manifests = must(json_array()), *one = descriptor(d),
	       *made = must(json_object()), *names = must(json_object());

	if (im)
		set(one, "platform", platform(im));
	if (o->tag)
		set(names, ANNOTATION("ref.name"), text(o->tag));
	set(one, "annotations", names);
	set(made, OCI_MADE_BY, text(VERSION));
	if (json_array_append_new(manifests, one))
		die("out of memory");
	set(j, "manifests", manifests);
	set(j, "annotations", made);
	finish(j, out);
}

static bool is_empty(const char *path)
{
	DIR *d = opendir(path);
	const struct dirent *e;
	int n = 0;

	if (!d)
		return false;
	while ((e = readdir(d)))
		n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
	closedir(d);
	return n == 0;
}

bool layout_is_ours(const char *path)
{
	json_t *j;
	bool ours;

	if (is_empty(path))
		return true;
	j = json_load_file(xasprintf("%s/index.json", path), JSON_REJECT_DUPLICATES, NULL);
	ours = json_object_get(json_object_get(j, "annotations"), OCI_MADE_BY) &&
	       json_array_size(json_object_get(j, "manifests")) == 1;
	json_decref(j);
	return ours;
}
