/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/setting.h"

#include <string.h>

#include "base/i18n.h"

const char *setting_label(const struct setting *setting)
{
    return _(setting->label);
}

const char *setting_row(const struct setting *setting)
{
    return setting->row == NULL ? setting_label(setting) : _(setting->row);
}

bool scope_same(struct scope one, struct scope other)
{
    return one.channel == other.channel && one.user == other.user && one.sensor == other.sensor;
}

const char *setting_section(const struct setting *setting)
{
    return setting->section == NULL ? "" : _(setting->section);
}

int setting_read_lan(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     struct value *value, struct bmc_error *error)
{
    uint8_t bytes[BMC_LAN_BYTES];
    const struct value_type *type = setting->type;
    size_t length = type->text_bytes > 0 ? type->text_bytes : type->bytes;
    int result = bmc_lan_get(bmc, scope.channel, setting->parameter, bytes, length, error);

    if (result < 0)
        return -1;
    value->state = result == BMC_LAN_ABSENT ? VALUE_NOT_AVAILABLE : VALUE_KNOWN;
    if (value->state == VALUE_KNOWN && type->text_bytes > 0)
        *value = value_of_text((const char *)bytes, strnlen((const char *)bytes, length));
    else if (value->state == VALUE_KNOWN)
        value->number = value_from_bytes(type, bytes);
    return 0;
}

int setting_write_lan(struct bmc *bmc, const struct setting *setting, struct scope scope,
                      const struct value *value, struct bmc_error *error)
{
    uint8_t bytes[BMC_LAN_BYTES];

    if (setting->type->text_bytes > 0)
        return bmc_lan_set(bmc, scope.channel, setting->parameter, (const uint8_t *)value->text,
                           setting->type->text_bytes, error);
    if ((value->number & ~setting->type->bits) != 0)
        return error_set(error, ERROR_USAGE, _("FreeIPMI does not accept this request"));
    value_to_bytes(setting->type, value->number, bytes);
    return bmc_lan_set(bmc, scope.channel, setting->parameter, bytes, setting->type->bytes, error);
}

/* All zeros and all ones are what a BMC has that was never given one. */
static bool guid_is_set(const uint8_t guid[BMC_GUID])
{
    for (size_t i = 1; i < BMC_GUID; i++)
        if (guid[i] != guid[0])
            return true;
    return guid[0] != 0 && guid[0] != 0xff;
}

struct value setting_mark(const uint8_t guid[BMC_GUID])
{
    uint64_t mark = 0xcbf29ce484222325; /* FNV-1a */

    for (size_t i = 0; i < BMC_GUID; i++)
        mark = (mark ^ guid[i]) * 0x100000001b3;
    return (struct value){.state = guid_is_set(guid) ? VALUE_KNOWN : VALUE_NOT_AVAILABLE,
                          .number = mark & 0xffffffffffff};
}

int setting_read_mark(struct bmc *bmc, const struct setting *setting, struct scope scope,
                      struct value *value, struct bmc_error *error)
{
    uint8_t guid[BMC_GUID];

    (void)setting;
    (void)scope;
    if (bmc_get_guid(bmc, guid, error) < 0) {
        if (error->kind != ERROR_REFUSED && error->kind != ERROR_MALFORMED)
            return -1;
        value->state = VALUE_NOT_AVAILABLE;
        return 0;
    }
    *value = setting_mark(guid);
    return 0;
}
