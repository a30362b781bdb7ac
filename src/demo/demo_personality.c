/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Personalities: files and their lines. */
#include "demo/demo_personality.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "demo/demo_internal.h"

#define DEPTH_MAX      8 /* of includes */
#define LINE_MAX       400
#define NAME_MAX_BYTES 1024
#define FILE_MAX       65536
#define SHOWN_MAX      40

/* NULL: none of this name is compiled in. */
static const char *builtin_find(const char *name)
{
    for (size_t i = 0; i < demo_builtin_count; i++) {
        if (strcmp(demo_builtins[i].name, name) == 0)
            return demo_builtins[i].text;
    }
    return NULL;
}

/* --- errors -------------------------------------------------------------------------- */

/* From the file, for a sentence: printable ASCII, cut. */
static const char *line_shown(const char *text, char place[SHOWN_MAX + 1])
{
    size_t i;

    for (i = 0; text[i] != '\0' && i < SHOWN_MAX; i++)
        place[i] = text[i] >= ' ' && text[i] <= '~' ? text[i] : '?';
    place[i] = '\0';
    return place;
}

static int line_wrong(const struct demo_line *line, const char *right)
{
    char key[SHOWN_MAX + 1];

    return error_set(line->error, ERROR_USAGE, _("%s:%d: not valid after \"%s\"; use %s"),
                     line->file, line->number, line_shown(line->words[0], key), right);
}

/* --- lines ----------------------------------------------------------------------------- */

static int personality_read(struct demo_line *line, const char *name, unsigned depth);

/* Any of the BMC's options; a list of numbers is passed on as it is. */
static int line_read_option(struct demo_line *line)
{
    char value[LINE_MAX] = "", key[SHOWN_MAX + 1];

    if (!demo_options_know(line->words[0]))
        return error_set(
            line->error, ERROR_USAGE,
            _("%s:%d: unknown keyword \"%s\"; README in the directory personalities lists them"),
            line->file, line->number, line_shown(line->words[0], key));
    for (unsigned i = 1; i < line->count; i++)
        text_append(value, sizeof(value), " ", "%s", line->words[i]);
    if (demo_options_set(&line->demo->options, line->words[0], line->count > 1 ? value : NULL))
        return 0;
    return line_wrong(line, demo_options_right(line->words[0]));
}

static int line_include(struct demo_line *line, unsigned depth)
{
    const char *file = line->file, *wanted = line->words[1], *slash = strrchr(file, '/');
    int number = line->number, folder = slash ? (int)(slash - file) + 1 : 0, result;
    char name[NAME_MAX_BYTES];

    if (line->count != 2 || depth == DEPTH_MAX || (size_t)folder + strlen(wanted) >= sizeof(name))
        return line_wrong(line, _("one name, and not a file that includes itself"));
    if (wanted[0] == '/' || builtin_find(wanted))
        folder = 0;
    snprintf(name, sizeof(name), "%.*s%s", folder, file, wanted);
    result = personality_read(line, name, depth + 1);
    line->file = file;
    line->number = number;
    return result;
}

/* Words up to a comment. */
static void line_split(struct demo_line *line, char *text)
{
    char *rest = text, *word;

    line->count = 0;
    while (line->count < DEMO_WORDS_MAX && (word = strtok_r(rest, " \t\r", &rest)) != NULL) {
        if (word[0] == '#')
            return;
        line->words[line->count++] = word;
    }
}

static int line_read(struct demo_line *line, unsigned depth)
{
    const struct demo_key *key;

    if (line->count == 0)
        return 0;
    if (strcmp(line->words[0], "include") == 0)
        return line_include(line, depth);
    key = demo_key_find(line->words[0]);
    if (!key)
        return line_read_option(line);
    if (line->count > key->fewest && line->count <= key->most + 1 && key->read(line))
        return 0;
    return line_wrong(line, _(key->right));
}

static int personality_read_text(struct demo_line *line, const char *text, unsigned depth)
{
    char copy[LINE_MAX];

    for (line->number = 1; *text != '\0'; line->number++) {
        size_t length = strcspn(text, "\n");

        if (length >= sizeof(copy))
            return error_set(line->error, ERROR_USAGE, _("%s:%d: the line is too long"), line->file,
                             line->number);
        memcpy(copy, text, length);
        copy[length] = '\0';
        line_split(line, copy);
        if (line_read(line, depth) != 0)
            return -1;
        text += length + (text[length] == '\n' ? 1 : 0);
    }
    return 0;
}

/* --- files ------------------------------------------------------------------------------- */

static int file_refused(const char *name, struct bmc_error *error)
{
    if (errno == EINVAL || errno == EISDIR)
        return error_set(error, ERROR_USAGE, _("%s: not a regular file"), name);
    return error_set(error, ERROR_USAGE,
                     _("%s: not a built-in personality (--personality=help lists them), and not a "
                       "file that can be read: %s"),
                     name, strerror(errno));
}

static int file_read(const char *name, char text[FILE_MAX + 1], struct bmc_error *error)
{
    int fd = file_open_plain(name, NULL, NULL);
    size_t length = 0;
    ssize_t got;

    if (fd < 0)
        return file_refused(name, error);
    while ((got = read(fd, text + length, FILE_MAX - length)) > 0)
        length += (size_t)got;
    text[length] = '\0';
    if (got < 0)
        error_set(error, ERROR_USAGE, "%s: %s", name, strerror(errno));
    close(fd);
    if (got < 0)
        return -1;
    if (length < FILE_MAX && strlen(text) == length)
        return 0;
    return error_set(error, ERROR_USAGE, _("%s: not a text file of less than %d bytes"), name,
                     FILE_MAX);
}

static int personality_read(struct demo_line *line, const char *name, unsigned depth)
{
    const char *built_in = builtin_find(name);
    char *text = built_in ? NULL : xmalloc(FILE_MAX + 1);
    int result = built_in ? 0 : file_read(name, text, line->error);

    line->file = name;
    if (result == 0)
        result = personality_read_text(line, built_in ? built_in : text, depth);
    free(text);
    return result;
}

/* text NULL: that of the compiled-in one or file called name. */
static int personality_make(struct demo_bmc *demo, const char *name, const char *text,
                            struct bmc_error *error)
{
    struct demo_bmc *made = demo_create(demo ? demo->clock : clock_monotonic());
    struct demo_line line = {.demo = made, .file = name, .error = error};
    int result;

    demo_begin(made);
    result = text ? personality_read_text(&line, text, 0) : personality_read(&line, name, 0);
    if (result == 0) {
        demo_keys_end(&line);
        demo_past_note(made, made->now_ms);
        if (demo)
            *demo = *made;
    }
    demo_destroy(made);
    return result;
}

int demo_personality_load(struct demo_bmc *demo, const char *name, struct bmc_error *error)
{
    return personality_make(demo, name, NULL, error);
}

int demo_personality_parse(struct demo_bmc *demo, const char *name, const char *text,
                           struct bmc_error *error)
{
    return personality_make(demo, name, text, error);
}

const char *demo_personality_name(size_t number, const char **about)
{
    if (number >= demo_builtin_count)
        return NULL;
    *about = demo_builtins[number].about;
    return demo_builtins[number].name;
}
