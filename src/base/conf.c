/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/conf.h"

#include <errno.h>
#include <libconfig.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"

#define FILE_MAX (1024 * 1024)

/* --- the text ---------------------------------------------------------------------------- */

struct scan {
    const char *name;
    const char *at, *end;
    int line;
    struct bmc_error *error;
};

static char peek(const struct scan *scan)
{
    return scan->at < scan->end ? *scan->at : '\0';
}

static bool starts(const struct scan *scan, const char *text)
{
    size_t length = strlen(text);

    return (size_t)(scan->end - scan->at) >= length && strncmp(scan->at, text, length) == 0;
}

static void step(struct scan *scan)
{
    if (*scan->at == '\n')
        scan->line++;
    scan->at++;
}

static void skip_line(struct scan *scan)
{
    while (scan->at < scan->end && *scan->at != '\n')
        scan->at++;
}

static int skip_comment(struct scan *scan)
{
    int line = scan->line;

    while (scan->at < scan->end && !starts(scan, "*/"))
        step(scan);
    if (scan->at == scan->end)
        return error_set(scan->error, ERROR_USAGE,
                         _("%s:%d: the comment that begins here has no end; right is /* ... */"),
                         scan->name, line);
    scan->at += 2;
    return 0;
}

/* At the opening quote. Our texts are one line each, and a quote forgotten is found where it is. */
static int skip_text(struct scan *scan)
{
    scan->at++;
    while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\n') {
        if (*scan->at == '\\' && scan->at + 1 < scan->end)
            scan->at++;
        step(scan);
    }
    if (peek(scan) != '"')
        return error_set(scan->error, ERROR_USAGE,
                         _("%s:%d: the text has no closing double quote"), scan->name, scan->line);
    scan->at++;
    return 0;
}

static bool word_character(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '_' || c == '-' || c == '.' || c == '*';
}

static size_t word_length(const struct scan *scan)
{
    const char *at = scan->at;

    while (at < scan->end && word_character(*at))
        at++;
    return (size_t)(at - scan->at);
}

/* A number that does not fit is cut by libconfig 1.5 without a word. */
static int skip_number(struct scan *scan)
{
    size_t length = word_length(scan);
    bool hex = starts(scan, "0x") || starts(scan, "0X");
    size_t digits = strspn(scan->at + (hex ? 2 : 0), hex ? "0123456789abcdefABCDEF" : "0123456789");
    const char *after = scan->at + (hex ? 2 : 0) + digits;
    unsigned long long number;

    errno = 0;
    number = strtoull(scan->at, NULL, hex ? 16 : 10);
    if ((*after == '.' || *after == 'e' || *after == 'E') && !hex) {
        scan->at += length;
        return 0;
    }
    if (errno == ERANGE || number > INT_MAX)
        return error_set(scan->error, ERROR_USAGE,
                         _("%s:%d: %.*s is too large; no setting takes more than %d"), scan->name,
                         scan->line, (int)(length < 40 ? length : 40), scan->at, INT_MAX);
    scan->at += length;
    return 0;
}

/* A setting's name, true, false; or what people write for these in other files. */
static int skip_word(struct scan *scan)
{
    static const char *const switches[] = {"yes", "no", "on", "off"};
    size_t length = word_length(scan);
    const char *after = scan->at + length;

    while (after < scan->end && (*after == ' ' || *after == '\t'))
        after++;
    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++)
        if (length == strlen(switches[i]) && strncasecmp(scan->at, switches[i], length) == 0 &&
            (after == scan->end || (*after != '=' && *after != ':')))
            return error_set(scan->error, ERROR_USAGE,
                             _("%s:%d: %.*s is not understood here; right is true or false, or a "
                               "text in double quotes"),
                             scan->name, scan->line, (int)length, scan->at);
    scan->at += length;
    return 0;
}

static int skip_token(struct scan *scan)
{
    char c = peek(scan);

    if (c == '#' || starts(scan, "//")) {
        skip_line(scan);
        return 0;
    }
    if (starts(scan, "/*"))
        return skip_comment(scan);
    if (c == '"')
        return skip_text(scan);
    if (c == '@')
        return error_set(scan->error, ERROR_USAGE,
                         _("%s:%d: other files are not included here; everything stands in this "
                           "one"),
                         scan->name, scan->line);
    if (c >= '0' && c <= '9')
        return skip_number(scan);
    if (word_character(c) && c != '-' && c != '.')
        return skip_word(scan);
    step(scan);
    return 0;
}

static int check_text(const char *name, const char *text, size_t length,
                      struct bmc_error *error)
{
    struct scan scan = {name, text, text + length, 1, error};

    if (memchr(text, '\0', length) != NULL)
        return error_set(error, ERROR_USAGE, _("%s: not a text file: it holds a NUL byte"),
                         name);
    while (scan.at < scan.end)
        if (skip_token(&scan) < 0)
            return -1;
    return 0;
}

/* --- reading ----------------------------------------------------------------------------- */

/* All of it, and a NUL. NULL with errno. */
static char *read_all(int fd, size_t *length)
{
    char *text = xmalloc(FILE_MAX + 2);
    ssize_t got = 0;

    *length = 0;
    while (*length <= FILE_MAX && (got = read(fd, text + *length, FILE_MAX + 1 - *length)) > 0)
        *length += (size_t)got;
    if (got < 0) {
        free(text);
        return NULL;
    }
    text[*length] = '\0';
    return text;
}

static int too_large(const char *name, struct bmc_error *error)
{
    return error_set(error, ERROR_USAGE, _("%s: larger than 1 MiB"), name);
}

int conf_slurp(const char *name, int fd, char **text, struct bmc_error *error)
{
    size_t length;

    *text = read_all(fd, &length);
    if (*text == NULL)
        return error_set(error, ERROR_USAGE, _("%s: cannot be read: %s"), name, strerror(errno));
    if (length <= FILE_MAX && check_text(name, *text, length, error) == 0)
        return 0;
    free(*text);
    *text = NULL;
    return length > FILE_MAX ? too_large(name, error) : -1;
}

/* --- parsing ----------------------------------------------------------------------------- */

/* libconfig's own words for a syntax error are few; these say what is right. */
static int syntax_error(const char *name, const config_t *config, struct bmc_error *error)
{
    const char *text = config_error_text(config);

    if (text != NULL && strstr(text, "duplicate") != NULL)
        return error_set(error, ERROR_USAGE,
                         _("%s:%d: this setting stands here a second time; keep one of the two"),
                         name, config_error_line(config));
    return error_set(error, ERROR_USAGE,
                     _("%s:%d: not understood at or before this line; right is NAME = VALUE; with "
                       "VALUE a number, true, false, or a text in double quotes"),
                     name, config_error_line(config));
}

int conf_parse(const char *name, const char *text, struct config_t *config,
                   struct bmc_error *error)
{
    if (config_read_string(config, text) == CONFIG_TRUE)
        return 0;
    return syntax_error(name, config, error);
}
