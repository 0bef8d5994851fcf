/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Bringing the device up, its interrupts and its link: both families, the three kinds of
 * interrupt, and devices that hang or are not there.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "test.h"

/* -- set-up -- */

START_TEST(it_comes_up_in_the_order_the_manual_wants)
{
	static const uint8_t mac[6] = { 0x52, 0x54, 0x00, 0x12, 0x34, 0x56 };

	for (unsigned i = 0; i < DEVICES; i++) {
		begin(devices[i]);
		ck_assert_mem_eq(dev->mac, mac, 6);
		ck_assert(dev->link_up);
		ck_assert_uint_eq(dev->mtu, 1500);
		ck_assert_uint_eq(dev->features, UK_NETDEV_TX_CSUM | UK_NETDEV_RX_CSUM);
		ck_assert(model.reg[RCTL / 4] & RCTL_MPE);
		ck_assert(model.reg[IMS / 4]);
		ck_assert_str_eq(model.log, "e1000e: link up, 1000 Mb/s, full duplex");
		if (model.pcie)
			ck_assert_uint_eq(model.config[0xf0 / 2] & 3, 0); /* ASPM off */
		finish();
	}
}
END_TEST

START_TEST(nothing_runs_before_it_is_started)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		model_new(devices[i]);
		ck_assert_int_eq(probe(), 0);
		ck_assert_uint_eq(model.reg[IMS / 4], 0);
		ck_assert_uint_eq(
			(model.reg[RCTL / 4] & RCTL_EN) | (model.reg[TCTL / 4] & TCTL_EN), 0);
		ck_assert_uint_eq(model.nlive, 0);
		finish();
	}
}
END_TEST

START_TEST(without_an_address_in_its_registers_the_eeprom_has_it)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		model_new(devices[i]);
		model.no_address = true;
		ck_assert_int_eq(probe(), 0);
		ck_assert_uint_eq(model.dev->mac[5], 0x56);
		ck_assert_uint_eq(model.reg[RAH0 / 4], 0x80005634);
		finish();
	}
}
END_TEST

static void refused(const char *message)
{
	ck_assert_int_lt(probe(), 0);
	ck_assert_ptr_null(model.dev);
	ck_assert_msg(strstr(model.log, message), "%s", model.log);
	ck_assert_uint_lt(model.now, UINT64_C(2000000000)); /* two seconds of its clock */
	finish();
}

START_TEST(a_device_that_is_not_there_is_refused)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		model_new(devices[i]);
		model.all_ones = true;
		refused("does not answer");
	}
}
END_TEST

START_TEST(a_reset_that_does_not_end_is_refused)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		model_new(devices[i]);
		model.reset_stuck = true;
		refused("the reset does not end");
	}
}
END_TEST

START_TEST(an_eeprom_that_is_never_done_is_refused)
{
	model_new(0x10d3);
	model.auto_read_stuck = true;
	refused("the EEPROM is never done");
	for (unsigned i = 0; i < DEVICES; i++) {
		model_new(devices[i]);
		model.no_address = model.eerd_stuck = true;
		refused("EEPROM word 0 is never done");
	}
}
END_TEST

START_TEST(addresses_that_are_none_are_refused)
{
	static const uint16_t bad[][3] = { { 0, 0, 0 },
					   { 0xffff, 0xffff, 0xffff },
					   { 0x0001, 0, 1 } };

	for (unsigned k = 0; k < 3; k++)
		for (unsigned i = 0; i < DEVICES; i++) {
			model_new(devices[i]);
			memcpy(model.eeprom, bad[k], 6);
			refused("no station's address");
		}
}
END_TEST

START_TEST(registers_that_are_too_few_are_refused)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		model_new(devices[i]);
		model.bar_size = i ? 0x1000 : 0;
		refused("BAR 0");
	}
}
END_TEST

START_TEST(requests_that_never_end_do_not_hang_the_reset)
{
	model_new(0x10d3);
	model.master_stuck = true;
	ck_assert_int_eq(probe(), 0);
	ck_assert_uint_lt(model.now, UINT64_C(1000000000));
	finish();
}
END_TEST

START_TEST(every_allocation_may_fail)
{
	for (unsigned i = 0; i < DEVICES; i++)
		for (long k = 0; k < 8; k++) {
			model_new(devices[i]);
			model.memory = k;
			if (probe() == 0) {
				int r = model.dev->ops->start(model.dev);

				ck_assert(r == 0 || r == -ENOMEM);
				if (r) {
					ck_assert_uint_eq(model.reg[RCTL / 4] & RCTL_EN, 0);
					ck_assert_uint_eq(model.reg[IMS / 4], 0);
					model.memory = -1;
					ck_assert_int_eq(model.dev->ops->start(model.dev), 0);
				} else {
					ck_assert_int_ge(k, 6); /* with one buffer it works */
				}
			}
			finish();
		}
}
END_TEST

/* -- interrupts -- */

static void interrupts_as(uint16_t device, bool msix, bool msi)
{
	struct uk_netbuf *p[BURST];

	model_new(device);
	model.has_msix = msix;
	model.has_msi = msi;
	ck_assert_int_eq(probe(), 0);
	dev = model.dev;
	ck_assert_int_eq(dev->ops->start(dev), 0);
	model_dispatch();
	receive(p, BURST);
	for (unsigned round = 0; round < 100; round++) {
		unsigned raised = model.raised;

		dev->event = false;
		ck_assert(arrives(60, round, 0));
		ck_assert_msg(model.raised > raised, "round %u: no interrupt", round);
		/* Off until the ring has been emptied. */
		raised = model.raised;
		model_dispatch();
		ck_assert(dev->event);
		ck_assert(arrives(60, round + 1, 0));
		ck_assert_uint_eq(model.raised, raised);
		ck_assert_uint_eq(receive(p, 1), 1);
		model_netbuf_free(p[0]);
		ck_assert_uint_eq(model.raised, raised);
		ck_assert_uint_eq(receive(p, BURST), 1);
		model_netbuf_free(p[0]);
		/* One that came in after that look, before the interrupt was on, raises it. */
		model_dispatch();
		receive(p, BURST);
	}
	finish();
}

START_TEST(no_interrupt_is_lost_by_msix)
{
	interrupts_as(0x10d3, true, true);
}
END_TEST

START_TEST(no_interrupt_is_lost_by_msi)
{
	interrupts_as(0x10d3, false, true);
}
END_TEST

START_TEST(no_interrupt_is_lost_by_line)
{
	interrupts_as(0x10d3, false, false);
	interrupts_as(0x100e, false, false);
}
END_TEST

START_TEST(a_device_without_interrupts_is_refused)
{
	model_new(0x100e);
	model.has_line = false;
	refused("no interrupt");
}
END_TEST

START_TEST(the_link_is_followed)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		begin(devices[i]);
		for (unsigned k = 0; k < 20; k++) {
			model_link(k & 1);
			model_dispatch();
			ck_assert_int_eq(dev->link_up, k & 1);
			ck_assert(strstr(model.log, k & 1 ? "link up" : "link down"));
			receive((struct uk_netbuf *[1]){ NULL }, 1); /* arms it again */
			model_cause(0);
			ck_assert_uint_eq(model.pending, 0); /* one interrupt a change */
		}
		finish();
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("e1000e set-up");
	TCase *t = tcase_create("driver");
	SRunner *r;
	int failed;

	tcase_add_test(t, it_comes_up_in_the_order_the_manual_wants);
	tcase_add_test(t, nothing_runs_before_it_is_started);
	tcase_add_test(t, without_an_address_in_its_registers_the_eeprom_has_it);
	tcase_add_test(t, a_device_that_is_not_there_is_refused);
	tcase_add_test(t, a_reset_that_does_not_end_is_refused);
	tcase_add_test(t, an_eeprom_that_is_never_done_is_refused);
	tcase_add_test(t, addresses_that_are_none_are_refused);
	tcase_add_test(t, registers_that_are_too_few_are_refused);
	tcase_add_test(t, requests_that_never_end_do_not_hang_the_reset);
	tcase_add_test(t, every_allocation_may_fail);
	tcase_add_test(t, no_interrupt_is_lost_by_msix);
	tcase_add_test(t, no_interrupt_is_lost_by_msi);
	tcase_add_test(t, no_interrupt_is_lost_by_line);
	tcase_add_test(t, a_device_without_interrupts_is_refused);
	tcase_add_test(t, the_link_is_followed);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_set_fork_status(r, CK_NOFORK);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
