/* SPDX-License-Identifier: BSD-3-Clause */
/* Values of long-double functions that double could not tell: known digits and identities. */
#include <float.h>
#include <math.h>
#include <stdio.h>

static int failed;

static void near(const char *what, long double got, long double want)
{
	long double e = got - want, scale = want < 0 ? -want : want;

	if (e < 0)
		e = -e;
	/* A few units in the last place, by which double is off by thousands. */
	if (!(e <= 8 * LDBL_EPSILON * (scale > 1 ? scale : 1))) {
		printf("%s: %.21Lg, want %.21Lg\n", what, got, want);
		failed = 1;
	}
}

int main(void)
{
	volatile long double one = 1, third = one / 3, two = 2;
	long double pi = 3.14159265358979323846264338327950288L, ip;
	int e;

	near("expl", expl(one), 2.71828182845904523536028747135266250L);
	near("logl", logl(two), 0.693147180559945309417232121458176568L);
	near("log2l", log2l(two * 4), 3);
	near("log10l", log10l(one * 1000), 3);
	near("log1pl", log1pl(expm1l(third)), third);
	near("exp2l", exp2l(third), cbrtl(two));
	near("powl", powl(two, third), cbrtl(two));
	near("sinl", sinl(pi / 6), 0.5L);
	near("cosl", cosl(pi / 3), 0.5L);
	near("tanl", tanl(pi / 4), 1);
	near("sinl of much", sinl(one * 1000000) * sinl(one * 1000000) +
				     cosl(one * 1000000) * cosl(one * 1000000), 1);
	near("asinl", asinl(0.5L * one), pi / 6);
	near("acosl", acosl(0.5L * one), pi / 3);
	near("atanl", atanl(one), pi / 4);
	near("atan2l", atan2l(one, -one), 3 * pi / 4);
	near("sinhl", sinhl(asinhl(third)), third);
	near("coshl", coshl(acoshl(two)), two);
	near("tanhl", tanhl(atanhl(third)), third);
	near("erfl", erfl(third) + erfcl(third), 1);
	near("tgammal", tgammal(0.5L * one) * tgammal(0.5L * one), pi);
	near("lgammal", lgammal(two * 5), logl(362880.0L * one));
	near("floorl", floorl(-1.5L * one), -2);
	near("ceill", ceill(-1.5L * one), -1);
	near("truncl", truncl(-1.5L * one), -1);
	near("roundl", roundl(2.5L * one), 3);
	near("rintl", rintl(2.5L * one), 2);
	near("fmodl", fmodl(one * 10, two * 1.5L), 1);
	near("remainderl", remainderl(one * 11, two * 2), -1);
	near("modfl", modfl(-3.25L * one, &ip), -0.25L);
	near("frexpl", frexpl(one * 10, &e), 0.625L);
	near("ldexpl", ldexpl(0.625L * one, e), 10);
	near("scalbnl", scalbnl(one, -1), 0.5L);
	near("fmal", fmal(one + LDBL_EPSILON, one - LDBL_EPSILON, -one), -LDBL_EPSILON * LDBL_EPSILON);
	near("hypotl", hypotl(one * 3, one * 4), 5);
	near("copysignl", copysignl(one, -two), -1);
	near("nextafterl", nextafterl(one, two) - 1, LDBL_EPSILON);
	near("fmaxl", fmaxl(one, two), 2);
	if (nexttoward(1.0, two) - 1 != DBL_EPSILON || nexttowardf(1.0f, two) - 1 != FLT_EPSILON ||
	    nexttoward(1.0, one + LDBL_EPSILON) - 1 != DBL_EPSILON || nexttoward(1.0, one) != 1)
		failed = 1;
	if (lroundl(-2.5L * one) != -3 || llrintl(third) != 0 || ilogbl(one * 10) != 3)
		failed = 1;
	if (!failed)
		puts("long double is right");
	return failed;
}
