/*
 * A memory policy as a program, with no JSON library: every guest is to have 180 MiB unused. Try it:
 *
 *     cc -O2 -o policy examples/exec/policy.c
 *     ./equipoise evaluate --policies none,exec:./policy
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const long long AIM_KIB = 180 * 1024;
static const long long BAND_KIB = 30 * 1024;

/* The number behind a key, or -1 where it is null or not there. */
static long long number(const char *text, const char *key) {
    const char *at = strstr(text, key);
    char *end;
    if (at == NULL)
        return -1;
    at += strlen(key);
    long long value = strtoll(at, &end, 10);
    return end == at ? -1 : value;
}

int main(void) {
    static const char UUID[] = "\"uuid\":\"";
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, stdin) > 0) {
        printf("{\"tick\":%lld", number(line, "\"tick\":"));
        if (strstr(line, "\"kind\":\"memory\"") != NULL) {
            const char *comma = "";
            printf(",\"balloons\":[");
            for (char *domain = strstr(line, UUID); domain != NULL;) {
                char *next = strstr(domain + 1, UUID);
                if (next != NULL)
                    next[-1] = '\0'; /* this domain's part of the line ends here */
                long long current = number(domain, "\"currentKiB\":");
                long long unused = number(domain, "\"unusedKiB\":");
                long long lacks = AIM_KIB - unused;
                if (current >= 0 && unused >= 0 && (lacks > BAND_KIB || lacks < -BAND_KIB)) {
                    char *uuid = domain + strlen(UUID);
                    printf("%s{\"domain\":\"%.*s\",\"kib\":%lld,\"reason\":\"aims at 180 MiB unused\"}",
                           comma, (int)strcspn(uuid, "\""), uuid, current + lacks);
                    comma = ",";
                }
                domain = next;
            }
            printf("]");
        }
        printf("}\n");
        fflush(stdout);
    }
    free(line);
    return 0;
}
