/* The loops of sift.c, for one width of vector registers: no header, but its text,
 * which it includes once for each width after it has said
 *
 *     NAME(what)  the name of what is made for this width
 *     TARGET      the attribute of what may use such registers
 *     WIDTH       bytes in a register
 *
 * Comparisons of lanes give 0xff for true. */
#define vec    NAME(vec)
#define INLINE TARGET static inline __attribute__((always_inline))

typedef unsigned char vec __attribute__((vector_size(WIDTH)));

INLINE vec NAME(load)(const char *at)
{
    vec bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

INLINE vec NAME(all)(char c)
{
    return (unsigned char)c - (vec){ 0 };
}

INLINE bool NAME(any)(vec flags)
{
    uint64_t part[WIDTH / sizeof(uint64_t)], sum = 0;
    memcpy(part, &flags, sizeof part);
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        sum |= part[i];
    return sum != 0;
}

/* As sift_lines(), of whole registers. */
TARGET static size_t NAME(lines)(const char *at, size_t n, bool *has_control)
{
    const vec newline = NAME(all)('\n'), tab = NAME(all)('\t');
    size_t lines = 0, i = 0;
    vec control = { 0 };
    while (i < n) {
        vec sum = { 0 }; // of at most 255 comparisons: no byte of it overflows
        for (int k = 0; k < 255 && i < n; k++, i += WIDTH) {
            vec bytes = NAME(load)(at + i);
            sum -= (vec)(bytes == newline);
            control |= (vec)(bytes < tab);
        }
        for (size_t k = 0; k < WIDTH; k++)
            lines += sum[k];
    }
    *has_control = NAME(any)(control);
    return lines;
}

/* Where the letters stand, or an exclamation mark: few places, and two loads find them
 * all. */
INLINE vec NAME(letters_at)(const char *at, letters of)
{
    vec a = NAME(load)(at);
    return ((vec)(a == NAME(all)(of.first)) &
            (vec)(NAME(load)(at + of.step) == NAME(all)(of.second))) |
           (vec)(a == NAME(all)('!'));
}

/* Letters stand one or two bytes behind the bracket: those behind a block are looked
 * for with the next one. */
TARGET static size_t NAME(tag)(str text, size_t from, letters of)
{
    size_t i = from, end;
    for (; i + 2 * WIDTH + SIFT_LEAD <= text.len; i = end) {
        const char *low = text.at + i + 1, *high = low + WIDTH;
        end = i + 2 * WIDTH;
        if (!NAME(any)(NAME(letters_at)(low, of) | NAME(letters_at)(high, of)))
            continue;
        size_t found = first_that_matters(text, i > from ? i - 1 : i, end, of);
        if (found < end)
            return found;
    }
    return i > from ? i - 1 : i;
}

#undef vec
#undef INLINE
#undef NAME
#undef TARGET
#undef WIDTH
