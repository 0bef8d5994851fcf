/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Is the machine's KVM any good for an image of the pool?
 */
#ifndef UKRUN_KVM_H
#define UKRUN_KVM_H

/*
 * Runs a counted loop at CPL3 in a machine of its own and times it: a few
 * milliseconds at most. Returns NULL if KVM works at the processor's speed,
 * else the reason in a few words (static, or valid until the next call).
 */
const char *kvm_fault(void);

#endif
