/* SPDX-License-Identifier: BSD-3-Clause */
/* As rename.h, for functions of text and tables, which use the build machine's files. */
#define wordexp		 uk_t_wordexp
#define wordfree	 uk_t_wordfree
#define catopen		 uk_t_catopen
#define catgets		 uk_t_catgets
#define catclose	 uk_t_catclose
#define strfmon		 uk_t_strfmon
#define strfmon_l	 uk_t_strfmon_l
#define fmtmsg		 uk_t_fmtmsg
#define insque		 uk_t_insque
#define remque		 uk_t_remque
#define lfind		 uk_t_lfind
#define lsearch		 uk_t_lsearch
#define random		 uk_t_random
#define srandom		 uk_t_srandom
#define initstate	 uk_t_initstate
#define setstate	 uk_t_setstate
#define getopt		 uk_t_getopt
#define getopt_long	 uk_t_getopt_long
#define getopt_long_only uk_t_getopt_long_only
#define optarg		 uk_t_optarg
#define optind		 uk_t_optind
#define opterr		 uk_t_opterr
#define optopt		 uk_t_optopt
