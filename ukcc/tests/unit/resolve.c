/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The resolver: from names and .pc files to the packages of an image.
 */
#include <stdlib.h>
#include <string.h>

#include "../../resolve/pool.h"
#include "unit.h"

static struct pool pool;
static struct image im;

static void pc(const char *name, const char *more)
{
	char *text = xasprintf("%s\nName: %s\nDescription: d\nVersion: 0.1.0\n", more, name);

	scratch_file(xasprintf("%s.pc", name), text, strlen(text));
}

static void setup(void)
{
	ck_assert_int_eq(system(xasprintf("rm -f '%s'/*.pc", scratch())), 0);
	pc("uk-base", "Requires: libuk-posix");
	pc("libuk-posix", "Requires: libuk-sched\nuk_uses=console");
	pc("libuk-sched", "uk_needs=sched");
	pc("libuk-sched-coop", "uk_slot=sched\nuk_slot_default=yes\nRequires: libuk-sched");
	pc("libuk-sched-preempt", "uk_slot=sched\nRequires: libuk-sched");
	pc("libuk-plat-kvm",
	   "uk_platform=kvm\nuk_default_platform=yes\nuk_driver_net=libuk-virtio-net\n"
	   "uk_driver_console=libuk-virtio-console\nuk_driver_9p=libuk-virtio-9p");
	pc("libuk-plat-linux",
	   "uk_platform=linux\nuk_default_platform=yes\nuk_driver_net=libuk-net-tap");
	pc("libuk-plat-xen", "uk_platform=xen");
	pc("libuk-virtio-net", "uk_platforms=kvm");
	pc("libuk-virtio-9p", "uk_platforms=kvm\nRequires: libuk-fs-9p");
	pc("libuk-fs-9p", "uk_uses=9p");
	pc("libuk-net", "uk_uses=net");
	pc("libuk-net-tap", "uk_platforms=linux");
	pc("libuk-rt", "Requires: libuk-sched-preempt");
}

static bool resolve(const char *names)
{
	struct strv dirs = { 0 }, named = { 0 };

	strv_push(&dirs, scratch());
	strv_words(&named, names);
	pool_open(&pool, &dirs);
	return image_resolve(&im, &pool, &named);
}

static const struct package *in(const char *name)
{
	for (size_t i = 0; i < im.n; i++)
		if (!strcmp(im.p[i]->name, name))
			return im.p[i];
	return NULL;
}

static void problem(const char *text)
{
	ck_assert_msg(strv_has(&pool.problems, text), "no problem '%s' but '%s'", text,
		      pool.problems.n ? pool.problems.v[0] : "none");
}

START_TEST(defaults)
{
	ck_assert(resolve(""));
	ck_assert_int_eq(in("libuk-posix")->role, ROLE_BASE);
	ck_assert_int_eq(in("libuk-plat-kvm")->role, ROLE_PLATFORM);
	ck_assert_int_eq(in("libuk-plat-linux")->role, ROLE_PLATFORM);
	ck_assert_int_eq(in("libuk-sched-coop")->role, ROLE_SLOT);
	ck_assert_ptr_null(in("libuk-plat-xen"));
	ck_assert_ptr_null(in("libuk-net"));
	ck_assert(!im.bootstrap);
}
END_TEST

START_TEST(drivers_by_class)
{
	struct strv d = { 0 };

	ck_assert(resolve("libuk-net"));
	ck_assert(strv_has(&im.classes, "net"));
	ck_assert(strv_has(&im.classes, "console"));
	ck_assert(!strv_has(&im.classes, "9p"));
	ck_assert_ptr_nonnull(in("libuk-virtio-net"));
	ck_assert_ptr_null(in("libuk-virtio-9p"));
	ck_assert_ptr_null(in("libuk-fs-9p"));
	image_drivers(&im, "net", &d);
	ck_assert_str_eq(strv_list(&d), "libuk-virtio-net and libuk-net-tap");
	ck_assert(resolve("libuk-net libuk-plat-linux"));
	ck_assert_ptr_null(in("libuk-virtio-net"));
	ck_assert(resolve("libuk-fs-9p"));
	ck_assert_ptr_nonnull(in("libuk-virtio-9p"));
}
END_TEST

START_TEST(a_named_driver_uses_its_class)
{
	ck_assert(resolve("libuk-virtio-net"));
	ck_assert(strv_has(&im.classes, "net"));
	ck_assert_int_eq(in("libuk-virtio-net")->role, ROLE_NAMED);
}
END_TEST

START_TEST(slots)
{
	ck_assert(resolve("libuk-sched-preempt"));
	ck_assert_ptr_null(in("libuk-sched-coop"));
	ck_assert(resolve("libuk-rt"));
	ck_assert_ptr_null(in("libuk-sched-coop"));
	ck_assert(!resolve("libuk-rt libuk-sched-coop"));
	problem("two schedulers: libuk-sched-preempt (from libuk-rt) and libuk-sched-coop "
		"(named)");
	pc("libuk-sched-coop", "uk_slot=sched");
	ck_assert(!resolve(""));
	problem("libuk-sched needs a scheduler, and none of those installed is the default: "
		"name one of libuk-sched-coop and libuk-sched-preempt");
	pc("libuk-odd", "uk_needs=oddity");
	setup();
	pc("libuk-odd", "uk_needs=oddity");
	ck_assert(!resolve("libuk-odd"));
	problem("libuk-odd needs a package for slot 'oddity'; none is installed.");
}
END_TEST

START_TEST(bootstrap)
{
	ck_assert_int_eq(system(xasprintf("rm '%s/libuk-sched.pc'", scratch())), 0);
	ck_assert(resolve(""));
	ck_assert(im.bootstrap);
	ck_assert_str_eq(im.bootstrap_why,
			 "libuk-posix needs libuk-sched, which is not installed");
	ck_assert_int_eq(system(xasprintf("rm '%s'/*.pc", scratch())), 0);
	ck_assert(resolve(""));
	ck_assert(im.bootstrap);
	ck_assert(!resolve("libuk-net"));
}
END_TEST

START_TEST(circles_end)
{
	pc("libuk-a", "Requires: libuk-b");
	pc("libuk-b", "Requires: libuk-a libuk-b");
	ck_assert(resolve("libuk-b"));
	ck_assert_ptr_nonnull(in("libuk-a"));
}
END_TEST

TCase *test_resolve(void)
{
	TCase *t = tcase_create("resolve");

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, defaults);
	tcase_add_test(t, drivers_by_class);
	tcase_add_test(t, a_named_driver_uses_its_class);
	tcase_add_test(t, slots);
	tcase_add_test(t, bootstrap);
	tcase_add_test(t, circles_end);
	return t;
}
