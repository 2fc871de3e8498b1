#include "base/sha256.h"

#include "suites.h"

/* NIST, Cryptographic Standards and Guidelines, Examples with Intermediate Values, and
 * FIPS 180-2, appendix B. */
static const struct {
    const char *text;
    size_t times;
    const char *digest;
} vectors[] = {
    { "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    { "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
      "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
    { "a", 1000000,
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
};

START_TEST(the_digest_is_that_of_the_standard)
{
    sha256 s = sha256_begin();
    for (size_t i = 0; i < vectors[_i].times; i++)
        sha256_add(&s, str_of(vectors[_i].text));
    ck_assert_str_eq(sha256_end(&s).at, vectors[_i].digest);
}
END_TEST

START_TEST(pieces_do_not_matter)
{
    char bytes[200];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    for (size_t n = 0; n <= sizeof bytes; n++) {
        sha256 s = sha256_begin();
        sha256_add(&s, (str){ bytes, n / 3 });
        sha256_add(&s, (str){ bytes + n / 3, n - n / 3 });
        ck_assert_str_eq(sha256_end(&s).at, sha256_of((str){ bytes, n }).at);
    }
}
END_TEST

Suite *suite_sha256(void)
{
    TCase *tc = tcase_create("sha256");
    tcase_add_loop_test(tc, the_digest_is_that_of_the_standard, 0,
                        sizeof vectors / sizeof *vectors);
    tcase_add_test(tc, pieces_do_not_matter);
    Suite *suite = suite_create("base/sha256");
    suite_add_tcase(suite, tc);
    return suite;
}
