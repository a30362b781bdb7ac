/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Another SNMP community: typed, or the random one that stands there already.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "tui/security_view.h"

enum { ITEM_LINE = 1, ITEM_BACK, ITEM_NEXT };
enum { LINE_GAP = 2 };

struct community_dialog {
    struct dialog dialog;
    unsigned ids;
    struct secret *text; /* a struct line wants it so */
    struct line line;
    const char *wrong; /* translated; NULL: nothing */
};

static void community_fill(struct dialog *dialog)
{
    struct community_dialog *community = (struct community_dialog *)dialog;
    struct board *board = &dialog->board;
    const char *label = _("SNMP community");

    board_line(board, ROLE_TEXT, 0,
               _("The BMC's alerts will carry this. A random one is proposed; type another one "
                 "if you like. Whatever receives the alerts has to be told."));
    board_gap(board);
    board_put(board, ROLE_LABEL, 2, label);
    board_text_line(board, ITEM_LINE, 2 + text_columns(label) + LINE_GAP, &community->line,
                    COMMUNITY_TEXT + 1);
    board_next(board);
    board_footer(board);
    if (community->wrong != NULL)
        board_line(board, ROLE_ERROR, 0, community->wrong);
    board_button(board, ITEM_BACK, _("BACK"));
    board_button(board, ITEM_NEXT, _("NEXT"));
    app_key_line(dialog->app, _("Tab moves  Enter presses  Esc back"));
}

static const char *community_judge(const char *text)
{
    if (text[0] == '\0' || strlen(text) >= COMMUNITY_TEXT)
        return _("Use 1 to 18 characters.");
    if (strcmp(text, "public") == 0)
        return _("Use another one: everybody knows \"public\".");
    for (; *text != '\0'; text++)
        if (*text <= ' ' || *text > '~')
            return _("Use letters, digits and signs of ASCII, without blanks.");
    return NULL;
}

static void community_go_on(struct community_dialog *community)
{
    struct app *app = community->dialog.app;
    char text[COMMUNITY_TEXT];
    unsigned ids = community->ids;
    struct listview *view;

    community->wrong = community_judge(secret_bytes(community->text));
    if (community->wrong != NULL) {
        app_beep(app);
        return;
    }
    snprintf(text, sizeof text, "%.*s", COMMUNITY_TEXT - 1, secret_bytes(community->text));
    dialog_close(&community->dialog);
    view = listview_find(app);
    if (view != NULL)
        security_fix_start(view, ids, text);
}

static void community_press(struct dialog *dialog, int id)
{
    if (id == ITEM_BACK)
        dialog_close(dialog);
    else
        community_go_on((struct community_dialog *)dialog);
}

static void community_typed(struct dialog *dialog)
{
    ((struct community_dialog *)dialog)->wrong = NULL;
}

static void community_release(struct dialog *dialog)
{
    secret_free(&((struct community_dialog *)dialog)->text);
}

static const struct dialog_class community_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct community_dialog),
    .title = N_("Another SNMP community"),
    .fill = community_fill,
    .press = community_press,
    .typed = community_typed,
    .release = community_release,
};

void security_community_open(struct app *app, unsigned ids)
{
    struct community_dialog *community = dialog_open(app, &community_class);
    char text[COMMUNITY_TEXT] = "";

    security_random_community(text);
    community->ids = ids;
    community->text = secret_create();
    secret_set(community->text, text, strlen(text));
    line_init(&community->line, community->text, TEXT_TYPED, false);
}
