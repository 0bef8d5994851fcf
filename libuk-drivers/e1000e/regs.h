/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registers and descriptors of the 82574L ("82574 GbE Controller Family Datasheet", rev. 3.4)
 * and the 82540EM and 82545EM ("PCI/PCI-X Family of Gigabit Ethernet Controllers
 * Software Developer's Manual", rev. 4.0). Of each, beside it: the section in the first,
 * then in the second; "-": it has none.
 */
#ifndef REGS_H
#define REGS_H

#include <stdint.h>

#define REGS_SIZE 0x20000 /* of BAR 0 */

/* clang-format off */
enum {
	/* general */
	CTRL	 = 0x0000,	/* 10.2.2.1	13.4.1 */
	STATUS	 = 0x0008,	/* 10.2.2.2	13.4.2 */
	EECD	 = 0x0010,	/* 10.2.2.3	13.4.3 */
	EERD	 = 0x0014,	/* 10.2.2.4	13.4.4 */
	CTRL_EXT = 0x0018,	/* 10.2.2.5	13.4.6 */
	FCAL	 = 0x0028,	/* 10.2.2	13.4.8: flow control, to FCTTV */
	FCAH	 = 0x002c,
	FCT	 = 0x0030,
	FCTTV	 = 0x0170,
	/* interrupts */
	ICR	 = 0x00c0,	/* 10.2.4.1	13.4.17 */
	IMS	 = 0x00d0,	/* 10.2.4.5	13.4.20 */
	IMC	 = 0x00d8,	/* 10.2.4.6	13.4.21 */
	EIAC	 = 0x00dc,	/* 10.2.4.7	- */
	IAM	 = 0x00e0,	/* 10.2.4.8	- */
	IVAR	 = 0x00e4,	/* 10.2.4.9	- */
	/* receive */
	RCTL	 = 0x0100,	/* 10.2.5	13.4.22 */
	RDBAL	 = 0x2800,	/* 10.2.5	13.4.25 */
	RDBAH	 = 0x2804,	/* 10.2.5	13.4.26 */
	RDLEN	 = 0x2808,	/* 10.2.5	13.4.27 */
	RDH	 = 0x2810,	/* 10.2.5	13.4.28 */
	RDT	 = 0x2818,	/* 10.2.5	13.4.29 */
	RDTR	 = 0x2820,	/* 10.2.5	13.4.30 */
	RADV	 = 0x282c,	/* 10.2.5	13.4.31 */
	RXCSUM	 = 0x5000,	/* 10.2.5	13.4.47 */
	RFCTL	 = 0x5008,	/* 10.2.5	- */
	MTA	 = 0x5200,	/* 10.2.5	13.5.1: 128 words */
	RAL0	 = 0x5400,	/* 10.2.5	13.5.2 */
	RAH0	 = 0x5404,	/* 10.2.5	13.5.3 */
	/* transmit */
	TCTL	 = 0x0400,	/* 10.2.6	13.4.33 */
	TIPG	 = 0x0410,	/* 10.2.6	13.4.34 */
	TDBAL	 = 0x3800,	/* 10.2.6	13.4.36 */
	TDBAH	 = 0x3804,	/* 10.2.6	13.4.37 */
	TDLEN	 = 0x3808,	/* 10.2.6	13.4.38 */
	TDH	 = 0x3810,	/* 10.2.6	13.4.39 */
	TDT	 = 0x3818,	/* 10.2.6	13.4.40 */
	TIDV	 = 0x3820,	/* 10.2.6	13.4.41 */
	TXDCTL	 = 0x3828,	/* 10.2.6	13.4.43 */
	/* statistics: cleared by reading them */
	CRCERRS	 = 0x4000,	/* 10.2.7	13.7.1 */
	RXERRC	 = 0x400c,	/* 10.2.7	13.7 */
	MPC	 = 0x4010,	/* 10.2.7	13.7: no buffer for them */
};
/* clang-format on */

#define MTA_WORDS 128

#define CTRL_FD			 0x00000001u
#define CTRL_GIO_MASTER_DISABLE	 0x00000004u /* 82574 */
#define CTRL_LRST		 0x00000008u
#define CTRL_ASDE		 0x00000020u
#define CTRL_SLU		 0x00000040u
#define CTRL_ILOS		 0x00000080u
#define CTRL_FRCSPD		 0x00000800u
#define CTRL_FRCDPLX		 0x00001000u
#define CTRL_RST		 0x04000000u
#define CTRL_RFCE		 0x08000000u
#define CTRL_TFCE		 0x10000000u
#define CTRL_VME		 0x40000000u
#define CTRL_PHY_RST		 0x80000000u
#define STATUS_FD		 0x00000001u
#define STATUS_LU		 0x00000002u
#define STATUS_SPEED_SHIFT	 6
#define STATUS_GIO_MASTER_ENABLE 0x00080000u /* 82574 */
#define EECD_AUTO_RD		 0x00000200u /* 82574: the EEPROM has been read */
#define EERD_START		 0x00000001u
#define CTRL_EXT_EIAME		 0x01000000u
#define CTRL_EXT_IAME		 0x08000000u
#define CTRL_EXT_DRV_LOAD	 0x10000000u
#define CTRL_EXT_PBA_CLR	 0x80000000u

#define INT_TXDW  0x00000001u /* a descriptor with RS written back */
#define INT_LSC	  0x00000004u /* link status changed */
#define INT_RXDMT 0x00000010u /* few receive descriptors are left */
#define INT_RXO	  0x00000040u /* none are */
#define INT_RXT	  0x00000080u /* packets received */
#define INT_RXQ0  0x00100000u /* 82574 with MSI-X: instead of RXT and RXDMT */
#define INT_TXQ0  0x00400000u /*   and of TXDW */
#define INT_OTHER 0x01000000u /*   and for the others */
#define INT_ALL	  0xffffffffu

#define IVAR_RXQ0(v)  ((8u | (v)) << 0)
#define IVAR_TXQ0(v)  ((8u | (v)) << 8)
#define IVAR_OTHER(v) ((8u | (v)) << 16)

#define RCTL_EN	     0x00000002u
#define RCTL_LPE     0x00000020u /* frames of more than 1522 bytes */
#define RCTL_MPE     0x00000010u /* all multicasts */
#define RCTL_BAM     0x00008000u /* broadcasts */
#define RCTL_SECRC   0x04000000u /* without the CRC; BSIZE = 0, BSEX = 0: 2048 bytes a buffer */
#define RXCSUM_IP    0x00000100u
#define RXCSUM_TU    0x00000200u
#define RFCTL_ACKDIS 0x00001000u
#define RAH_AV	     0x80000000u

#define TCTL_EN		 0x00000002u
#define TCTL_PSP	 0x00000008u /* pad short frames */
#define TCTL_CT		 (15u << 4)
#define TCTL_COLD	 (64u << 12)
#define TCTL_MULR	 0x10000000u /* 82574 */
#define TXDCTL_WTHRESH_1 (1u << 16)
#define TXDCTL_BIT22	 0x00400000u /* 82574: must be set */
#define TXDCTL_GRAN	 0x01000000u /* thresholds count descriptors */

/* All descriptors: an address or a context, and a word of fields. */
struct e1000e_desc {
	uint64_t addr;
	uint64_t info;
};

/* Legacy receive descriptor, written back: 7.1, 3.2.3. */
#define RXD_LENGTH 0xffffu
#define RXD_DD	   (UINT64_C(0x01) << 32)
#define RXD_EOP	   (UINT64_C(0x02) << 32)
#define RXD_IXSM   (UINT64_C(0x04) << 32) /* checksums have not been looked at */
#define RXD_UDPCS  (UINT64_C(0x10) << 32)
#define RXD_TCPCS  (UINT64_C(0x20) << 32)
#define RXD_CE	   (UINT64_C(0x01) << 40)
#define RXD_SE	   (UINT64_C(0x02) << 40)
#define RXD_SEQ	   (UINT64_C(0x04) << 40)
#define RXD_TCPE   (UINT64_C(0x20) << 40) /* TCP or UDP checksum */
#define RXD_IPE	   (UINT64_C(0x40) << 40)
#define RXD_RXE	   (UINT64_C(0x80) << 40)

/* Extended transmit descriptors: 7.2, 3.3.6 (context) and 3.3.7 (data). */
#define TXD_LENGTH   0xfffffu
#define TXD_DATA     (UINT64_C(1) << 20) /* DTYP; 0: a context */
#define TXD_EOP	     (UINT64_C(0x01) << 24)
#define TXD_IFCS     (UINT64_C(0x02) << 24)
#define TXD_RS	     (UINT64_C(0x08) << 24)
#define TXD_DEXT     (UINT64_C(0x20) << 24)
#define TXD_DD	     (UINT64_C(0x01) << 32)
#define TXD_TXSM     (UINT64_C(0x02) << 40) /* insert the sum */
#define TXC_TCP	     (UINT64_C(0x01) << 24)
#define TXC_IPCSS(v) ((uint64_t)(v))
#define TXC_IPCSO(v) ((uint64_t)(v) << 8)
#define TXC_IPCSE(v) ((uint64_t)(v) << 16)
#define TXC_TUCSS(v) ((uint64_t)(v) << 32)
#define TXC_TUCSO(v) ((uint64_t)(v) << 40)
#define TXC_TUCSE(v) ((uint64_t)(v) << 48) /* 0: to the end of the frame */

#endif
