/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/plan.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/access.h"

#define FOUR (SETTING_SOURCE | SETTING_LEASED) /* what a change of source throws over */

/* --- what changes ---------------------------------------------------------- */

void plan_add_access(struct plan *plan, unsigned boxes, struct value user, struct value kept,
                     struct value active)
{
    const unsigned of_channel = REMOTE_BIT(REMOTE_LAN);
    const unsigned of_user =
        REMOTE_BIT(REMOTE_ENABLE) | REMOTE_BIT(REMOTE_MESSAGING) | REMOTE_BIT(REMOTE_PRIVILEGE);

    for (enum access_id id = 0; id < ACCESS_BOXES; id++) {
        bool a_users = id < ACCESS_MODE_KEPT;
        struct change change = {.setting = access_setting(id),
                                .scope = {.channel = plan->channel, .user = plan->user}};

        /* What is not written is told beside what is. */
        if ((boxes & (a_users ? of_user : of_channel)) == 0)
            continue;
        change.old = change.wanted = a_users ? user : id == ACCESS_MODE_KEPT ? kept : active;
        change.write = !a_users || (boxes & REMOTE_BIT(remote_box_of(change.setting))) != 0;
        if (change.write) {
            change.wanted.state = VALUE_KNOWN;
            change.wanted.number =
                value_merge(change.setting->type, change.old.number, access_open(id));
        }
        change_add(&plan->changes, &change);
    }
}

static void plan_take_user(struct plan *plan, const struct model *model, uint8_t user)
{
    const struct model_user *found = model_user(model, user);

    plan->user = user;
    if (found == NULL)
        return;
    snprintf(plan->user_name, sizeof plan->user_name, "%s", found->name);
    snprintf(plan->user_bytes, sizeof plan->user_bytes, "%s", found->bytes);
}

/* Those that are fine already are dropped. */
static unsigned plan_boxes_needed(const struct plan *plan, const struct model *model,
                                  unsigned ticked)
{
    unsigned boxes = 0;

    for (enum remote_box box = 0; box < REMOTE_COUNT; box++)
        if ((ticked & REMOTE_BIT(box)) != 0 && remote_need(model, plan->user, box) != REMOTE_FINE)
            boxes |= REMOTE_BIT(box);
    return boxes;
}

static void plan_add_boxes(struct plan *plan, const struct model *model, unsigned boxes)
{
    const struct model_user *user = model_user(model, plan->user);
    struct value access = {VALUE_UNREAD}, kept = {VALUE_UNREAD}, active = {VALUE_UNREAD};

    if (user != NULL && user->access_known)
        access = access_of_user(&user->access);
    if (model->access_state == VALUE_KNOWN) {
        kept = access_of_channel(&model->access_non_volatile);
        active = access_of_channel(&model->access_volatile);
    }
    plan_add_access(plan, boxes, access, kept, active);
    for (size_t i = 0; i < plan->changes.count && (boxes & REMOTE_BIT(REMOTE_ARP)) != 0; i++) {
        struct value *wanted = &plan->changes.items[i].wanted;

        if (remote_box_of(plan->changes.items[i].setting) != REMOTE_ARP)
            continue;
        wanted->state = VALUE_KNOWN;
        wanted->number |= VALUE_ARP_REPLIES;
    }
}

static bool of_four(const struct change *change)
{
    return (change->setting->flags & FOUR) != 0;
}

static void plan_decide_writes(struct changes *changes)
{
    const struct change *source = change_with(changes, SETTING_SOURCE);
    bool all;

    for (size_t i = 0; i < changes->count; i++) {
        struct change *change = &changes->items[i];

        if (!change_is_field(change))
            continue;
        change->write = change_judged(changes, change, GOAL_WANTED) &&
                        !change_reached(change, GOAL_WANTED, &change->old);
    }
    all = source != NULL && source->write && source->wanted.number == IP_SOURCE_STATIC;
    for (size_t i = 0; i < changes->locked && all; i++)
        changes->items[i].write |=
            of_four(&changes->items[i]) && value_known(&changes->items[i].wanted);
}

/* --- the steps ------------------------------------------------------------- */

static void plan_add_step(struct plan *plan, enum step_kind kind, size_t change)
{
    assert(plan->count < PLAN_STEPS);
    plan->steps[plan->count++] = (struct step){kind, change};
}

static void plan_add_phase1(struct plan *plan)
{
    plan_add_step(plan, STEP_LOCK, 0);
    for (size_t i = 0; i < plan->changes.locked; i++)
        if (plan->changes.items[i].write)
            plan_add_step(plan, STEP_WRITE, i);
    plan_add_step(plan, STEP_COMMIT, 0);
    plan_add_step(plan, STEP_UNLOCK, 0);
    plan_add_step(plan, STEP_VERIFY, 0);
}

/* One step without the lock. */
static bool plan_goes_with(const struct change *one, const struct change *other)
{
    return strcmp(one->setting->label, other->setting->label) == 0 &&
           scope_same(one->scope, other->scope) && change_when(one) == change_when(other);
}

size_t plan_set_end(const struct plan *plan, size_t first)
{
    const struct change *items = plan->changes.items;
    size_t end = first + 1;

    while (end < plan->changes.count && plan_goes_with(&items[end], &items[first]))
        end++;
    return end;
}

static void plan_add_sets(struct plan *plan, enum change_when when)
{
    for (size_t i = plan->changes.locked, end; i < plan->changes.count; i = end) {
        const struct change *change = &plan->changes.items[i];
        bool write = false;

        end = plan_set_end(plan, i);
        if (change_when(change) != when)
            continue;
        for (size_t each = i; each < end; each++)
            write |= plan->changes.items[each].write;
        if (write)
            plan_add_step(plan, STEP_SET, i);
    }
}

void plan_steps(struct plan *plan)
{
    plan->count = 0;
    if (plan_has_phase1(plan))
        plan_add_phase1(plan);
    plan_add_sets(plan, CHANGE_FIRST);
    /* Never an account opened with its factory password. */
    if (plan->password != NULL) {
        plan_add_step(plan, STEP_PASSWORD, 0);
        plan_add_step(plan, STEP_TEST_PASSWORD, 0);
    }
    plan_add_sets(plan, CHANGE_AFTER);
    plan_add_sets(plan, CHANGE_LAST);
    if (plan->of_changes && plan->count > 0 &&
        plan->steps[plan->count - 1].kind >= STEP_PASSWORD)
        plan_add_step(plan, STEP_VERIFY, PLAN_VERIFY_LAST);
}

void plan_make(struct plan *plan, const struct model *model, const struct changes *changes,
               uint8_t user, const struct secret *password, unsigned remote)
{
    memset(plan, 0, sizeof *plan);
    plan->channel =
        model->current < model->channel_count ? model->channels[model->current].number : 0;
    plan->password = secret_length(password) > 0 ? password : NULL;
    plan->long_password = secret_length(password) > BMC_PASSWORD_16;
    plan_take_user(plan, model, user);
    plan->mac = *model_mac(model->page, model_channel(model));
    plan->changes = *changes;
    plan_add_boxes(plan, model, plan_boxes_needed(plan, model, remote));
    plan_decide_writes(&plan->changes);
    plan_steps(plan);
}

/* --- without a page -------------------------------------------------------- */

/* The same whichever channel asks for it. */
static bool plan_is_of_bmc(const struct setting *setting)
{
    return setting == access_setting(ACCESS_ENABLED) || setting == access_setting(ACCESS_NAME);
}

static bool plan_writes(const struct changes *changes, const struct change *change)
{
    bool any_channel = plan_is_of_bmc(change->setting);

    for (size_t i = 0; i < changes->count; i++) {
        const struct change *other = &changes->items[i];
        struct scope scope = change->scope;

        if (any_channel)
            scope.channel = other->scope.channel;
        if (other->write && other->setting == change->setting && scope_same(other->scope, scope))
            return true;
    }
    return false;
}

static void plan_take_change(struct plan *plan, const struct changes *changes,
                             const struct change *change)
{
    struct change own = *change;

    /* Under the lock all are read back beside what is written. */
    if (!own.write && (own.setting->flags & SETTING_UNDER_LOCK) == 0 &&
        plan_writes(changes, change))
        return;
    own.write = own.write && !(value_told(own.setting->type, &own.old) &&
                               change_reached(&own, GOAL_WANTED, &own.old));
    change_add(&plan->changes, &own);
}

/* In the order given, but those of a step together. */
static void plan_take_changes(struct plan *plan, const struct changes *changes)
{
    bool taken[CHANGES_MAX] = {false};

    for (size_t i = 0; i < changes->count; i++)
        for (size_t j = i; j < changes->count && !(taken[i] && j == i); j++) {
            if (taken[j] || (j > i && !plan_goes_with(&changes->items[j], &changes->items[i])))
                continue;
            taken[j] = true;
            plan_take_change(plan, changes, &changes->items[j]);
        }
}

void plan_of_changes(struct plan *plan, const struct plan_subject *subject,
                     const struct changes *changes)
{
    struct plan made = {.channel = subject->channel,
                        .mac = subject->mac,
                        .user = subject->user,
                        .password_kind = subject->password_kind,
                        .of_changes = true};

    made.password = secret_length(subject->password) > 0 ? subject->password : NULL;
    made.long_password = secret_length(subject->password) > BMC_PASSWORD_16;
    snprintf(made.user_name, sizeof made.user_name, "%s",
             subject->user_name == NULL ? "" : subject->user_name);
    snprintf(made.user_bytes, sizeof made.user_bytes, "%s",
             subject->user_bytes == NULL ? "" : subject->user_bytes);
    snprintf(made.title, sizeof made.title, "%s", subject->title == NULL ? "" : subject->title);
    snprintf(made.command, sizeof made.command, "%s",
             subject->command == NULL ? "" : subject->command);
    plan_take_changes(&made, changes);
    plan_steps(&made);
    *plan = made;
}

/* --- what it does ---------------------------------------------------------- */

bool plan_empty(const struct plan *plan)
{
    return plan->count == 0;
}

static bool plan_writes_any(const struct plan *plan, unsigned flag)
{
    for (size_t i = 0; i < plan->changes.count; i++)
        if (plan->changes.items[i].write && (plan->changes.items[i].setting->flags & flag) != 0)
            return true;
    return false;
}

bool plan_has_phase1(const struct plan *plan)
{
    return plan_writes_any(plan, SETTING_UNDER_LOCK);
}

bool plan_moves_channel(const struct plan *plan)
{
    return plan_writes_any(plan, SETTING_CUTS_LINK);
}

unsigned plan_boxes(const struct plan *plan)
{
    unsigned boxes = 0;

    for (size_t i = 0; i < plan->changes.count; i++) {
        enum remote_box box = remote_box_of(plan->changes.items[i].setting);

        if (plan->changes.items[i].write && box != REMOTE_COUNT)
            boxes |= REMOTE_BIT(box);
    }
    return boxes;
}

bool plan_reads_back(const struct plan *plan, size_t change, const bool write[CHANGES_MAX])
{
    const struct change *item = &plan->changes.items[change];

    return (item->setting->flags & SETTING_ASIDE) == 0 || write[change];
}

void plan_undo(const struct plan *plan, bool write[CHANGES_MAX])
{
    const struct changes *changes = &plan->changes;
    const struct change *source = change_with(changes, SETTING_SOURCE);
    bool four = false, all;

    for (size_t i = 0; i < changes->locked; i++)
        four |= changes->items[i].attempted && of_four(&changes->items[i]);
    all = four && source != NULL && source->old.number == IP_SOURCE_STATIC;
    for (size_t i = 0; i < changes->locked; i++) {
        const struct change *change = &changes->items[i];

        /* Neither DHCP nor static: after the source what was overwritten. */
        write[i] = change == source || (all && of_four(change))
                       ? four && value_known(&change->old)
                       : change->attempted && change_judged(changes, change, GOAL_OLD);
    }
}

void plan_repair(const struct plan *plan, enum goal goal, bool write[CHANGES_MAX])
{
    const struct changes *changes = &plan->changes;
    enum goal before = goal == GOAL_OLD ? GOAL_WANTED : GOAL_OLD;
    bool follows = false;

    for (size_t i = 0; i < changes->locked; i++) {
        const struct change *change = &changes->items[i];
        bool known = write[i] ||
                     (plan_reads_back(plan, i, write) && value_known(change_value(change, before)));
        bool right = change_reached(change, goal, &change->holds);

        /* What comes before it in the order of writing may stay; what follows may hang on it. */
        follows |= !right && of_four(change);
        write[i] = known && change_judged(changes, change, goal) &&
                   (!right || (follows && of_four(change)));
    }
}

/* --- for people ------------------------------------------------------------ */

const char *plan_user_name(const struct plan *plan, uint8_t user, char text[VALUE_TEXT])
{
    const struct setting *setting = access_setting(ACCESS_NAME);

    text[0] = '\0';
    if (user == plan->user) {
        snprintf(text, VALUE_TEXT, "%s", plan->user_name);
        return text;
    }
    for (size_t i = 0; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];

        if (change->setting == setting && change->scope.user == user)
            value_key(setting->type,
                      change->old.text[0] != '\0' ? &change->old : &change->wanted, text);
    }
    return text;
}

/* A journal may come from anywhere. */
static void plan_add_sensor(const struct change *change, char text[PLAN_LABEL])
{
    const struct value *value = change->wanted.text[0] != '\0' ? &change->wanted : &change->holds;
    char name[VALUE_BYTES + 1] = "";

    for (size_t i = 0; i < VALUE_BYTES && value->text[i] != '\0'; i++)
        name[i] = value->text[i] >= ' ' && value->text[i] <= '~' ? value->text[i] : '?';
    if (name[0] != '\0')
        text_append(text, PLAN_LABEL, ", ", "%s", name);
    else
        text_append(text, PLAN_LABEL, ", ", _("sensor %u"), (unsigned)change->scope.sensor & 0xff);
}

const char *plan_change_label(const struct plan *plan, const struct change *change,
                              char text[PLAN_LABEL])
{
    const struct scope *scope = &change->scope;
    char name[VALUE_TEXT];

    snprintf(text, PLAN_LABEL, "%s", setting_row(change->setting));
    if (scope->user != 0) {
        plan_user_name(plan, scope->user, name);
        text_append(text, PLAN_LABEL, ", ", name[0] != '\0' ? _("user %u %s") : _("user %u"),
                    (unsigned)scope->user, name);
    }
    if ((change->setting->flags & SETTING_OF_SENSOR) != 0)
        plan_add_sensor(change, text);
    if (scope->channel != 0 && scope->channel != plan->channel && !plan_is_of_bmc(change->setting))
        text_append(text, PLAN_LABEL, ", ", _("channel %u"), (unsigned)scope->channel);
    return text;
}

const char *plan_step_name(const struct plan *plan, const struct step *step)
{
    static const char *const names[] = {
        [STEP_LOCK] = N_("Lock"),
        [STEP_COMMIT] = N_("Commit"),
        [STEP_UNLOCK] = N_("Unlock"),
        [STEP_VERIFY] = N_("Verify"),
        [STEP_PASSWORD] = N_("Password"),
        [STEP_TEST_PASSWORD] = N_("Password test"),
    };

    return step->kind == STEP_WRITE || step->kind == STEP_SET
               ? setting_label(plan->changes.items[step->change].setting)
               : _(names[step->kind]);
}
