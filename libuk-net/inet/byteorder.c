/* SPDX-License-Identifier: BSD-3-Clause */
/* htonl() and its siblings as functions, for those who take their address. */
#include <netinet/in.h>
#include <stdint.h>

#undef htonl
#undef htons
#undef ntohl
#undef ntohs

uint32_t htonl(uint32_t host)
{
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap32(host) : host;
}

uint16_t htons(uint16_t host)
{
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap16(host) : host;
}

uint32_t ntohl(uint32_t net)
{
	return htonl(net);
}

uint16_t ntohs(uint16_t net)
{
	return htons(net);
}
