/* Maps the IPA of each line to phones, for espeak_phonemes_test.py: prints "known" or "unknown", a
 * tab and the phones. */
#include <stdio.h>
#include <string.h>

#include "media/speech.h"

int main(void)
{
    char line[1024], phones[4096];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        bool known = ca_phones_from_ipa(line, phones, sizeof phones);
        printf("%s\t%s\n", known ? "known" : "unknown", phones);
    }
    return 0;
}
