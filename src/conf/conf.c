/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conf/conf.h"

#include <errno.h>
#include <libconfig.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"

#define FILE_MAX (1024 * 1024)
#define DIGITS "0123456789"
#define HEX_DIGITS DIGITS "abcdefABCDEF"
/* Far more than any real file has. libconfig compares each name with all others. */
#define WORDS_MAX 5000
#define SHOWN 40 /* bytes of a number in a sentence */

/* --- the text ---------------------------------------------------------------------------- */

struct scan {
    const char *name;
    const char *at, *end;
    int line;
    int words;
    bool open_comment; /* the last line is a comment without a newline */
    struct bmc_error *error;
};

static char scan_peek(const struct scan *scan)
{
    return scan->at < scan->end ? *scan->at : '\0';
}

static bool scan_starts(const struct scan *scan, const char *text)
{
    size_t length = strlen(text);

    return (size_t)(scan->end - scan->at) >= length && strncmp(scan->at, text, length) == 0;
}

static void scan_step(struct scan *scan)
{
    if (*scan->at == '\n')
        scan->line++;
    scan->at++;
}

static void scan_skip_line(struct scan *scan)
{
    while (scan->at < scan->end && *scan->at != '\n')
        scan->at++;
    scan->open_comment = scan->at == scan->end;
}

static int scan_comment(struct scan *scan)
{
    int line = scan->line;

    scan->at += 2; /* so that the star of the opening does not close it */
    while (scan->at < scan->end && !scan_starts(scan, "*/"))
        scan_step(scan);
    if (scan->at == scan->end)
        return error_set(scan->error, ERROR_USAGE,
                         _("%s:%d: the comment that starts here is not closed; end it with */"),
                         scan->name, line);
    scan->at += 2;
    return 0;
}

static int scan_control_character(const struct scan *scan)
{
    return error_set(
        scan->error, ERROR_USAGE,
        _("%s:%d: the text contains a control character; use printable characters only"),
        scan->name, scan->line);
}

static bool conf_is_control(unsigned code)
{
    return code < ' ' || code == 0x7f;
}

static unsigned conf_hex_digit(char c)
{
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a' + 10);
}

/* At a backslash. Apart from the two escapes that are needed and a byte in hexadecimal, versions of
 * libconfig read escapes differently: 1.5 cuts a text at a NUL, 1.8 rings at \a. */
static int scan_escape(struct scan *scan)
{
    const char *at = scan->at + 1;

    if (at < scan->end && (*at == '\\' || *at == '"')) {
        scan->at += 2;
        return 0;
    }
    if (scan->end - at >= 3 && (*at == 'x' || *at == 'X') && strspn(at + 1, HEX_DIGITS) >= 2) {
        scan->at += 4;
        return conf_is_control(conf_hex_digit(at[1]) * 16 + conf_hex_digit(at[2]))
                   ? scan_control_character(scan)
                   : 0;
    }
    if (at < scan->end && strchr("abfnrtv", *at) != NULL)
        return scan_control_character(scan);
    return error_set(scan->error, ERROR_USAGE,
                     _("%s:%d: the text contains a single backslash; write \\\\ for a backslash "
                       "and \\\" for a double quote"),
                     scan->name, scan->line);
}

/* At the opening quote. Texts are one line each, so a missing quote is reported where it is. */
static int scan_text(struct scan *scan)
{
    scan->at++;
    while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\n') {
        if (*scan->at == '\\') {
            if (scan_escape(scan) < 0)
                return -1;
        } else if (conf_is_control((unsigned char)*scan->at++)) {
            return scan_control_character(scan);
        }
    }
    if (scan_peek(scan) != '"')
        return error_set(scan->error, ERROR_USAGE,
                         _("%s:%d: the text has no closing double quote"), scan->name, scan->line);
    scan->at++;
    return 0;
}

static bool conf_word_character(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '_' || c == '-' || c == '.' || c == '*';
}

static size_t scan_word_length(const struct scan *scan)
{
    const char *at = scan->at;

    while (at < scan->end && conf_word_character(*at))
        at++;
    return (size_t)(at - scan->at);
}

static int scan_number_too_large(const struct scan *scan, size_t length)
{
    return error_set(scan->error, ERROR_USAGE,
                     _("%s:%d: %.*s is too large; the largest number allowed is %d"), scan->name,
                     scan->line, (int)(length < SHOWN ? length : SHOWN), scan->at, INT_MAX);
}

static int conf_number_base(const char *text)
{
    switch (text[1] | 0x20) {
    case 'x':
        return 16;
    case 'o':
    case 'q':
        return 8;
    case 'b':
        return 2;
    default:
        return 10;
    }
}

/* A leading zero: 0100 is 100 to libconfig 1.5 and 1.8, 64 to 1.7; only 1.8 knows 0b and 0o. */
static int scan_zero_in_front(const struct scan *scan, size_t length)
{
    int base = conf_number_base(scan->at);
    int shown = (int)(length < SHOWN ? length : SHOWN);
    const char *digits = scan->at + (base == 10 ? 0 : 2);
    char *after;
    unsigned long long number;

    errno = 0;
    number = strtoull(digits, &after, base);
    while (*after == 'L')
        after++;
    if (after == digits || after != scan->at + length)
        return error_set(scan->error, ERROR_USAGE,
                         _("%s:%d: %.*s is not plain decimal; write it without leading zeros"),
                         scan->name, scan->line, shown, scan->at);
    if (errno == ERANGE || number > INT_MAX)
        return scan_number_too_large(scan, length);
    return error_set(scan->error, ERROR_USAGE, _("%s:%d: %.*s is not plain decimal; write %llu"),
                     scan->name, scan->line, shown, scan->at, number);
}

/* Fractions need no check, as no setting takes one. A word ends before the sign of an exponent. */
static void scan_fraction(struct scan *scan, size_t length)
{
    scan->at += length;
    if (scan_peek(scan) == '+' && (scan->at[-1] == 'e' || scan->at[-1] == 'E')) {
        scan->at++;
        scan->at += scan_word_length(scan);
    }
}

/* libconfig 1.5 silently truncates a number that does not fit. */
static int scan_number(struct scan *scan)
{
    size_t length = scan_word_length(scan), digits = strspn(scan->at, DIGITS);
    char after = scan->at[digits];

    if (after == '.' || after == 'e' || after == 'E') {
        scan_fraction(scan, length);
        return 0;
    }
    if (*scan->at == '0' && (digits > 1 || (length > 1 && after != 'L')))
        return scan_zero_in_front(scan, length);
    errno = 0;
    if (strtoull(scan->at, NULL, 10) > INT_MAX || errno == ERANGE)
        return scan_number_too_large(scan, length);
    scan->at += length;
    return 0;
}

/* A setting's name, true, false, or what other programs' files have for those. */
static int scan_word(struct scan *scan)
{
    static const char *const switches[] = {"yes", "no", "on", "off"};
    size_t length = scan_word_length(scan);
    const char *after = scan->at + length;

    while (after < scan->end && (*after == ' ' || *after == '\t'))
        after++;
    if (++scan->words > WORDS_MAX)
        return error_set(scan->error, ERROR_USAGE,
                         _("%s:%d: there are more than %d settings; this is not a bmctui file"),
                         scan->name, scan->line, WORDS_MAX);
    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++)
        if (length == strlen(switches[i]) && strncasecmp(scan->at, switches[i], length) == 0 &&
            (after == scan->end || (*after != '=' && *after != ':')))
            return error_set(
                scan->error, ERROR_USAGE,
                _("%s:%d: %.*s is not understood; use true or false, or text in double quotes"),
                scan->name, scan->line, (int)length, scan->at);
    scan->at += length;
    return 0;
}

static int scan_token(struct scan *scan)
{
    char c = scan_peek(scan);

    if (c == '#' || scan_starts(scan, "//")) {
        scan_skip_line(scan);
        return 0;
    }
    if (scan_starts(scan, "/*"))
        return scan_comment(scan);
    if (c == '"')
        return scan_text(scan);
    if (c == '@')
        return error_set(scan->error, ERROR_USAGE,
                         _("%s:%d: other files cannot be included; put everything in this one"),
                         scan->name, scan->line);
    if ((c >= '0' && c <= '9') || c == '.')
        return scan_number(scan);
    if (conf_word_character(c) && c != '-')
        return scan_word(scan);
    scan_step(scan);
    return 0;
}

/* libconfig 1.5 rejects a comment that ends with the file: add a newline. The caller left room for
 * it. */
static int conf_check_text(const char *name, char *text, size_t length, struct bmc_error *error)
{
    struct scan scan = {.name = name, .at = text, .end = text + length, .line = 1, .error = error};
    const char *mark = text_byte_order_mark(text, length);

    if (mark != NULL)
        return error_set(
            error, ERROR_USAGE,
            _("%s: it starts with a byte order mark (%s); save it as plain text without one"), name,
            mark);
    if (memchr(text, '\0', length) != NULL)
        return error_set(error, ERROR_USAGE, _("%s: not a text file: it contains a NUL byte"),
                         name);
    while (scan.at < scan.end)
        if (scan_token(&scan) < 0)
            return -1;
    if (scan.open_comment)
        memcpy(text + length, "\n", 2);
    return 0;
}

/* --- reading ----------------------------------------------------------------------------- */

/* The whole file and a NUL. NULL with errno. */
static char *conf_read_all(int fd, size_t *length)
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

int conf_slurp(const char *name, int fd, char **text, struct bmc_error *error)
{
    size_t length;

    *text = conf_read_all(fd, &length);
    if (*text == NULL)
        return error_set(error, ERROR_USAGE, _("%s: cannot be read: %s"), name, strerror(errno));
    if (length > FILE_MAX)
        error_set(error, ERROR_USAGE, _("%s: larger than 1 MiB"), name);
    else if (conf_check_text(name, *text, length, error) == 0)
        return 0;
    free(*text);
    *text = NULL;
    return -1;
}

/* --- parsing ----------------------------------------------------------------------------- */

/* Says more about a syntax error than libconfig does. */
int conf_parse(const char *name, const char *text, struct config_t *config,
               struct bmc_error *error)
{
    const char *why;

    if (config_read_string(config, text) == CONFIG_TRUE)
        return 0;
    why = config_error_text(config);
    if (why != NULL && strstr(why, "duplicate") != NULL)
        return error_set(error, ERROR_USAGE,
                         _("%s:%d: this setting occurs twice; keep one of the two"), name,
                         config_error_line(config));
    return error_set(error, ERROR_USAGE,
                     _("%s:%d: not understood at or before this line; write NAME = VALUE; where "
                       "VALUE is a number, true, false or text in double quotes"),
                     name, config_error_line(config));
}
