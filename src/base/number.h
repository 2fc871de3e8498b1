/* Numbers as text, the same in every locale. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

typedef struct {
    char at[40];
} number;

/* So many digits behind the point; a zero has no sign. */
number number_fixed(double x, int digits);

/* With its sign even when positive: "+0.35". */
number number_signed(double x, int digits);

/* So many digits that count: "1.73e-07". */
number number_significant(double x, int digits);

/* The shortest text that reads back as the same double. Finite numbers only. */
number number_exact(double x);

#endif
