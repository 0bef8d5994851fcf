/* SPDX-License-Identifier: BSD-3-Clause */
/* The devices served (82574: chapter 9; 8254x: section 5.2), and what names the package. */
#include <uk/anchor.h>
#include "e1000e.h"

UK_PCI_DRIVER(e1000e_82574_driver) = {
	.name = "e1000e",
	.vendor = 0x8086,
	.device_first = 0x10d3,
	.device_last = 0x10d3,
	.probe = e1000e_probe,
};

/* 82540EM, 82545EM copper. */
UK_PCI_DRIVER(e1000e_8254x_driver) = {
	.name = "e1000e",
	.vendor = 0x8086,
	.device_first = 0x100e,
	.device_last = 0x100f,
	.probe = e1000e_probe,
};

UK_NEED(uk_bus_pci);
UK_NEED(uk_anchor_netdev);
UK_ANCHOR(e1000e);
