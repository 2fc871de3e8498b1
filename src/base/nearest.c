#include "base/nearest.h"

#include "chepath/diag.h"

enum { LONGEST = 48 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Edits that make a into b: put in, take out, change, or swap two neighbours (optimal
 * string alignment), over rows of the usual table. */
static int distance(str a, str b)
{
    int row[3][LONGEST + 1];
    for (size_t j = 0; j <= b.len; j++)
        row[0][j] = (int)j;
    for (size_t i = 1; i <= a.len; i++) {
        int *now = row[i % 3], *one = row[(i + 2) % 3], *two = row[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= b.len; j++) {
            char x = ascii_lower(a.at[i - 1]), y = ascii_lower(b.at[j - 1]);
            now[j] = least(least(one[j], now[j - 1]) + 1, one[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == ascii_lower(b.at[j - 2]) &&
                ascii_lower(a.at[i - 2]) == y)
                now[j] = least(now[j], two[j - 2] + 1);
        }
    }
    return row[a.len % 3][b.len];
}

const char *nearest_word(str word, const char *const *words)
{
    const char *best = NULL;
    int best_distance = 0;
    if (word.len > LONGEST)
        return NULL;
    for (; *words; words++) {
        str known = str_of(*words);
        if (known.len > LONGEST)
            continue;
        int d = distance(word, known);
        size_t longer = known.len > word.len ? known.len : word.len;
        if (3 * (size_t)d <= longer && (!best || d < best_distance)) {
            best = *words;
            best_distance = d;
        }
    }
    return best;
}

const char *chp_nearest_word(const char *word, const char *const *words)
{
    return nearest_word(str_of(word), words);
}
