/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The layers below libuk-net, faked for native tests: one thread, a clock
 * that jumps to the next deadline, memory that can be made to run out, and a network device
 * whose other end is the test.
 */
#ifndef TESTS_FAKE_H
#define TESTS_FAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <uk/file.h>
#include <uk/netdev.h>

extern uint64_t fake_now; /* uk_clock_ns */

/* Called whenever the code under test waits; true: it did something. */
extern bool (*fake_step)(void);

/* Allocations (heap, pages, netbufs) left before they fail; negative: never. */
extern long fake_memory;
extern long fake_live; /* netbufs not freed */

/* Let the network run for @ms of fake time. */
void fake_run(unsigned ms);

/* Start the stack's initialisers, with the device if @with_device. Once a process. */
void fake_boot(bool with_device);

/* -- device: frames from the stack go to fake_sent; frames to it come from fake_deliver -- */
#define FAKE_MAC "\x52\x54\x00\x12\x34\x56"
extern struct uk_netdev fake_dev;
extern void (*fake_sent)(const uint8_t *frame, size_t len);
extern uint16_t fake_deliver_flags;
void fake_deliver(const void *frame,
		  size_t len); /* copied, in @fake_pieces of this size if not 0 */
extern size_t fake_piece;
extern unsigned fake_tx_room; /* frames the device still takes */

/* As uk_thread_notify of the one thread; calls of uk_attend(); SIGPIPEs. */
void fake_notify(void);
extern unsigned fake_attended, fake_sigpipes;

#endif
