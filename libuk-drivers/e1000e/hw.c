/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The device as a whole: what is done once, or seldom. Section numbers are of the two
 * manuals that regs.h names, in its order. A device that does not do what it should is waited
 * for no longer than the limits here.
 */
#include <errno.h>
#include <string.h>
#include <uk/console.h>
#include <uk/plat.h>
#include <uk/vm.h>
#include "e1000e.h"

#define US		UINT64_C(1000)
#define MASTER_US	100000 /* pending PCIe requests; normally none are */
#define RESET_US	100000
#define EEPROM_US	100000 /* all of it takes about 20 ms */
#define WORD_US		10000  /* one word of it: 64 us */
#define RESET_SETTLE_US 2000   /* 8254x: the EEPROM's read has no end that could be seen */
#define GONE		0xffffffffu

void e1000e_gone(struct e1000e *n)
{
	if (n->gone)
		return;
	n->gone = true;
	n->dev.link_up = false;
	uk_log("e1000e: the device does not answer any more (its registers read all ones)");
}

/* Until (reg & mask) == want: 0; -ENODEV: the device is gone; -ETIMEDOUT. */
static int await(struct e1000e *n, unsigned reg, uint32_t mask, uint32_t want, unsigned us)
{
	uint64_t until = uk_clock_ns() + us * US;
	uint32_t v;

	for (;;) {
		v = e1000e_read(n, reg);
		/* No register that is waited for can be that. */
		if (v == GONE) {
			e1000e_gone(n);
			return -ENODEV;
		}
		if ((v & mask) == want)
			return 0;
		if (uk_clock_ns() >= until)
			return -ETIMEDOUT;
	}
}

static void delay(unsigned us)
{
	uint64_t until = uk_clock_ns() + us * US;

	while (uk_clock_ns() < until)
		;
}

int e1000e_reset(struct e1000e *n)
{
	int r;

	if (e1000e_read(n, STATUS) == GONE) {
		e1000e_gone(n);
		return -ENODEV;
	}
	/* Firmware may have left it running: interrupts first, then both units. */
	e1000e_write(n, IMC, INT_ALL);
	e1000e_write(n, RCTL, 0);
	e1000e_write(n, TCTL, TCTL_PSP);
	/* A reset amid a PCIe request can hang the bus: 10.2.2.1, GIO Master Disable. */
	if (n->model->pcie) {
		e1000e_write(n, CTRL, e1000e_read(n, CTRL) | CTRL_GIO_MASTER_DISABLE);
		r = await(n, STATUS, STATUS_GIO_MASTER_ENABLE, 0, MASTER_US);
		if (r == -ENODEV)
			return r;
		if (r)
			uk_log("e1000e: requests do not end; resetting all the same");
	}
	e1000e_write(n, CTRL, e1000e_read(n, CTRL) | CTRL_RST);
	/* Not to be touched for 1 us: 10.2.2.1, 13.4.1. */
	delay(n->model->pcie ? 1 : RESET_SETTLE_US);
	r = await(n, CTRL, CTRL_RST, 0, RESET_US);
	if (r == -ETIMEDOUT)
		uk_log("e1000e: the reset does not end");
	if (r)
		return r;
	/* The address is there when the EEPROM has been read: 10.2.2.3. */
	if (n->model->pcie) {
		r = await(n, EECD, EECD_AUTO_RD, EECD_AUTO_RD, EEPROM_US);
		if (r == -ETIMEDOUT)
			uk_log("e1000e: the EEPROM is never done");
		if (r)
			return r;
	}
	/* Reset has enabled none, but causes may have come up: 4.6, 14.3. */
	e1000e_write(n, IMC, INT_ALL);
	e1000e_read(n, ICR);
	return 0;
}

/* One word of the EEPROM: 10.2.2.4, 13.4.4. */
static int eeprom_word(struct e1000e *n, unsigned word, uint16_t *v)
{
	int r;

	e1000e_write(n, EERD, word << n->model->eerd_addr | EERD_START);
	r = await(n, EERD, n->model->eerd_done, n->model->eerd_done, WORD_US);
	if (r == -ETIMEDOUT)
		uk_log("e1000e: reading EEPROM word %u is never done", word);
	if (r)
		return r;
	*v = e1000e_read(n, EERD) >> 16;
	return 0;
}

/* A station has an address of its own, not a group's and not none. */
static bool valid(const uint8_t *mac)
{
	static const uint8_t none[6];

	return !(mac[0] & 1) && memcmp(mac, none, 6) != 0;
}

int e1000e_address(struct e1000e *n)
{
	uint32_t low = e1000e_read(n, RAL0), high = e1000e_read(n, RAH0);
	uint16_t word[3] = { low, low >> 16, high };
	uint8_t *mac = n->dev.mac;
	int r = 0;

	/* The reset has put it there, unless there is something wrong with the EEPROM. */
	if (!(high & RAH_AV) || high == GONE)
		for (unsigned i = 0; i < 3 && r == 0; i++)
			r = eeprom_word(n, i, &word[i]);
	if (r)
		return r;
	for (unsigned i = 0; i < 3; i++) {
		mac[2 * i] = word[i];
		mac[2 * i + 1] = word[i] >> 8;
	}
	if (!valid(mac)) {
		uk_log("e1000e: %02x:%02x:%02x:%02x:%02x:%02x is no station's address", mac[0],
		       mac[1], mac[2], mac[3], mac[4], mac[5]);
		return -EINVAL;
	}
	e1000e_write(n, RAL0, word[0] | (uint32_t)word[1] << 16);
	e1000e_write(n, RAH0, word[2] | RAH_AV);
	return 0;
}

void e1000e_configure(struct e1000e *n)
{
	uint32_t ctrl = e1000e_read(n, CTRL);

	/* Speed and duplex as the PHY finds them: 4.6, 14.3. */
	ctrl &= ~(CTRL_FRCSPD | CTRL_FRCDPLX | CTRL_ILOS | CTRL_LRST | CTRL_PHY_RST | CTRL_VME |
		  CTRL_RFCE | CTRL_TFCE);
	e1000e_write(n, CTRL, ctrl | CTRL_SLU | CTRL_ASDE);
	/* No flow control: 14.3 wants its registers cleared then. */
	e1000e_write(n, FCAL, 0);
	e1000e_write(n, FCAH, 0);
	e1000e_write(n, FCT, 0);
	e1000e_write(n, FCTTV, 0);
	/* Not cleared by a reset: 10.2.5, 13.5.1. All multicasts are let in by RCTL. */
	for (unsigned i = 0; i < MTA_WORDS; i++)
		e1000e_write(n, MTA + 4 * i, 0);
	if (n->model->pcie) {
		/* Firmware for management leaves the device alone: 10.2.2.5. */
		uint32_t ext = e1000e_read(n, CTRL_EXT) & ~CTRL_EXT_IAME;

		ext |= CTRL_EXT_DRV_LOAD;
		if (n->msix) {
			/*
			 * A message clears its cause in ICR (EIAC) and in IMS (IAM), so that
			 * a handler needs no register access: 10.2.4.7, 10.2.4.8. The link's
			 * causes are not told apart by OTHER: its handler does that by hand.
			 */
			ext |= CTRL_EXT_EIAME | CTRL_EXT_PBA_CLR;
			e1000e_write(n, EIAC, n->int_rx | n->int_tx);
			e1000e_write(n, IAM, n->int_rx | n->int_tx);
			e1000e_write(n, IVAR, IVAR_RXQ0(0) | IVAR_TXQ0(0) | IVAR_OTHER(1));
		}
		e1000e_write(n, CTRL_EXT, ext);
		/* Legacy descriptors (EXSTEN = 0), no interrupt of their own for TCP ACKs. */
		e1000e_write(n, RFCTL, RFCTL_ACKDIS);
	}
	/* Counters of before. */
	e1000e_read(n, CRCERRS);
	e1000e_read(n, RXERRC);
	e1000e_read(n, MPC);
}

/* 4.6.5, 14.4: base, length, head and tail before the unit is on. */
void e1000e_receiver_on(struct e1000e *n)
{
	uint64_t base = uk_dma_addr(n->rx.desc);

	e1000e_write(n, RDBAL, base);
	e1000e_write(n, RDBAH, base >> 32);
	e1000e_write(n, RDLEN, n->rx.size * sizeof(struct e1000e_desc));
	e1000e_write(n, RDH, 0);
	e1000e_write(n, RDT, 0);
	/* An interrupt for each packet: it stays off while the ring is being emptied. */
	e1000e_write(n, RDTR, 0);
	e1000e_write(n, RADV, 0);
	e1000e_write(n, RXCSUM, RXCSUM_IP | RXCSUM_TU);
	/* No LPE: a frame never exceeds 1522 bytes and so fits a netbuf, which has less
	 * than the 2048 bytes that BSIZE says. */
	e1000e_write(n, RCTL, RCTL_EN | RCTL_MPE | RCTL_BAM | RCTL_SECRC);
}

/* 4.6.6, 14.5. */
void e1000e_transmitter_on(struct e1000e *n)
{
	uint64_t base = uk_dma_addr(n->tx.desc);
	uint32_t tctl = TCTL_EN | TCTL_PSP | TCTL_CT | TCTL_COLD;

	e1000e_write(n, TDBAL, base);
	e1000e_write(n, TDBAH, base >> 32);
	e1000e_write(n, TDLEN, n->tx.size * sizeof(struct e1000e_desc));
	e1000e_write(n, TDH, 0);
	e1000e_write(n, TDT, 0);
	e1000e_write(n, TIDV, 0);
	if (n->model->pcie) {
		/* Written back one by one, and what the manual wants set. */
		e1000e_write(n, TXDCTL, TXDCTL_GRAN | TXDCTL_BIT22 | TXDCTL_WTHRESH_1);
		tctl |= TCTL_MULR;
	}
	/* IPGT, IPGR1, IPGR2 for copper. */
	e1000e_write(n, TIPG, (n->model->pcie ? 8u : 10u) | 8u << 10 | 6u << 20);
	e1000e_write(n, TCTL, tctl);
}

void e1000e_link(struct e1000e *n)
{
	static const uint16_t speeds[4] = { 10, 100, 1000, 1000 };
	uint32_t status = e1000e_read(n, STATUS);
	bool up;

	if (status == GONE) {
		e1000e_gone(n);
		return;
	}
	up = status & STATUS_LU;
	if (up == n->dev.link_up)
		return;
	n->dev.link_up = up;
	if (up)
		uk_log("e1000e: link up, %u Mb/s, %s duplex",
		       speeds[status >> STATUS_SPEED_SHIFT & 3],
		       status & STATUS_FD ? "full" : "half");
	else
		uk_log("e1000e: link down");
}

/* Statistics: 10.2.7, 13.7. */
void e1000e_count(struct e1000e *n)
{
	uint32_t missed, crc, errors;

	if (n->gone)
		return;
	missed = e1000e_read(n, MPC);
	crc = e1000e_read(n, CRCERRS);
	errors = e1000e_read(n, RXERRC);
	if ((missed & crc & errors) == GONE) {
		e1000e_gone(n);
		return;
	}
	n->dev.rx_dropped += missed;
	n->dev.rx_errors += (uint64_t)crc + errors;
}
