/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An SDR repository on disk, so that names and units need not be read again: magic, what Get SDR
 * Repository Info said, the records with their lengths, a CRC over all of it; numbers have the low
 * byte first. What does not fit to the last byte is no such file. Nothing in it is secret, but it
 * is trusted as little as the BMC is.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "bmc/request.h"
#include "bmc/sdr_own.h"
#include "bmc/state.h"

#define MAGIC     "bmctui SDR 1\n"
#define MAGIC_LEN (sizeof MAGIC - 1)
#define HEAD      (MAGIC_LEN + 13) /* version, count, two time stamps, records */
#define CRC       4
#define MARKS     "bmctui limits 1\n"
#define MARKS_LEN (sizeof MARKS - 1)
#define FILE_MAX  (HEAD + (size_t)SDR_RECORDS_MAX * (SDR_RECORD + 2) + CRC)

static char sdr_folder[SDR_FILE];

void sdr_keep_in(const char *folder)
{
    snprintf(sdr_folder, sizeof sdr_folder, "%s", folder != NULL ? folder : "");
}

/* --- whose ---------------------------------------------------------------------------- */

/* All bytes alike: none was ever given. */
static bool guid_is_one(const uint8_t guid[BMC_GUID])
{
    for (int i = 1; i < BMC_GUID; i++)
        if (guid[i] != guid[0])
            return true;
    return false;
}

static void key_add_guid(const uint8_t guid[BMC_GUID], char *name, size_t size)
{
    for (int i = 0; i < BMC_GUID; i++)
        text_append(name, size, "", "%02x", (unsigned)guid[i]);
}

/* A BMC without a GUID: by what it is, and where it is. */
static void key_add_place(const struct bmc *bmc, const struct device *device, char *name,
                          size_t size)
{
    const char *host = bmc->target.hostname != NULL ? bmc->target.hostname : "local";

    text_append(name, size, "", "%06lx-%04x-%02x-", (unsigned long)device->manufacturer,
                (unsigned)device->product, (unsigned)device->id);
    for (; *host != '\0'; host++)
        text_append(name, size, "", "%c", isalnum((unsigned char)*host) ? *host : '_');
}

static int key_ask(struct bmc *bmc, char *name, size_t size, struct bmc_error *why)
{
    uint8_t guid[BMC_GUID];
    struct device device;

    if (bmc_know_device(bmc, &device, why) != 0)
        return -1;
    if (bmc_get_guid(bmc, guid, why) == 0 && guid_is_one(guid))
        key_add_guid(guid, name, size);
    else if (why->kind == ERROR_NONE || bmc_survived(why))
        key_add_place(bmc, &device, name, size);
    else
        return -1;
    text_append(name, size, "", "-%u.%02x", (unsigned)device.firmware_major,
                (unsigned)device.firmware_minor);
    return 0;
}

int sdr_file_name(struct bmc *bmc, char name[SDR_FILE], bool *kept, struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};

    *kept = false;
    if (sdr_folder[0] == '\0')
        return 0;
    name[0] = '\0';
    text_append(name, SDR_FILE, "", "%s/sdr-", sdr_folder);
    if (key_ask(bmc, name, SDR_FILE, &why) == 0)
        *kept = strlen(name) + sizeof ".new" < SDR_FILE;
    else if (!bmc_survived(&why))
        return error_copy(error, &why);
    return 0;
}

/* --- bytes ---------------------------------------------------------------------------- */

static uint32_t crc_of(const uint8_t *bytes, size_t length)
{
    uint32_t crc = 0xffffffff;

    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

static uint8_t *put_number(uint8_t *at, uint32_t number, int length)
{
    for (int i = 0; i < length; i++)
        *at++ = (uint8_t)(number >> 8 * i);
    return at;
}

static uint32_t get_number(const uint8_t **at, int length)
{
    uint32_t number = 0;

    for (int i = 0; i < length; i++)
        number |= (uint32_t) * (*at)++ << 8 * i;
    return number;
}

static uint8_t *put_head(uint8_t *at, const struct sdr_info *info, size_t records)
{
    memcpy(at, MAGIC, MAGIC_LEN);
    at = put_number(at + MAGIC_LEN, info->version, 1);
    at = put_number(at, info->count, 2);
    at = put_number(at, info->added, 4);
    at = put_number(at, info->erased, 4);
    return put_number(at, (uint32_t)records, 2);
}

/* --- reading -------------------------------------------------------------------------- */

/* NULL: there is none that may be read. */
static uint8_t *file_bytes(const char *name, size_t *length)
{
    struct stat status;
    int fd = file_open_plain(name, &status, NULL);
    uint8_t *bytes = NULL;
    ssize_t got = -1;

    if (fd < 0)
        return NULL;
    if (file_owner_fits(&status) && status.st_size > 0 && (uintmax_t)status.st_size <= FILE_MAX) {
        bytes = xmalloc((size_t)status.st_size);
        got = read(fd, bytes, (size_t)status.st_size);
    }
    close(fd);
    if (got == status.st_size) {
        *length = (size_t)got;
        return bytes;
    }
    free(bytes);
    return NULL;
}

static bool file_add_records(struct sdr *sdr, const uint8_t *at, const uint8_t *end, size_t records)
{
    for (size_t i = 0; i < records; i++) {
        size_t length;

        if (end - at < 2)
            return false;
        length = get_number(&at, 2);
        if (length < SDR_HEADER || length > SDR_RECORD || length > (size_t)(end - at))
            return false;
        sdr_append(sdr, at, length);
        at += length;
    }
    return at == end;
}

/* What came of a file that does not fit goes again. */
static bool file_is_damaged(struct sdr *sdr, const char *name)
{
    sdr->count = sdr->used = 0;
    snprintf(sdr->note, sizeof sdr->note,
             _("%s is damaged; the sensor records are read from the BMC again"), name);
    return false;
}

static bool file_take(struct sdr *sdr, const char *name, const uint8_t *bytes, size_t length)
{
    const uint8_t *at = bytes + length - CRC;
    struct sdr_info info;
    size_t records;

    if (length < HEAD + CRC || memcmp(bytes, MAGIC, MAGIC_LEN) != 0 ||
        get_number(&at, CRC) != crc_of(bytes, length - CRC))
        return file_is_damaged(sdr, name);
    at = bytes + MAGIC_LEN;
    info.version = (uint8_t)get_number(&at, 1);
    info.count = (uint16_t)get_number(&at, 2);
    info.added = get_number(&at, 4);
    info.erased = get_number(&at, 4);
    records = get_number(&at, 2);
    if (!sdr_same_info(&info, &sdr->info))
        return false;
    if (records > SDR_RECORDS_MAX || !file_add_records(sdr, at, bytes + length - CRC, records))
        return file_is_damaged(sdr, name);
    sdr->complete = true;
    return true;
}

bool sdr_file_read(struct sdr *sdr, const char *name)
{
    size_t length;
    uint8_t *bytes = file_bytes(name, &length);
    bool taken = bytes != NULL && length > CRC && file_take(sdr, name, bytes, length);

    free(bytes);
    return taken;
}

/* --- writing -------------------------------------------------------------------------- */

/* Each part of the path that is missing. */
static void file_make_folder(void)
{
    char part[SDR_FILE];

    snprintf(part, sizeof part, "%s", sdr_folder);
    for (char *slash = strchr(part + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(part, 0755);
        *slash = '/';
    }
    (void)mkdir(part, 0700);
}

static bool file_put(const char *name, const uint8_t *bytes, size_t length)
{
    int fd = file_open_private(name, NULL);
    ssize_t put;

    if (fd < 0)
        return false;
    put = write(fd, bytes, length);
    return close(fd) == 0 && put >= 0 && (size_t)put == length;
}

/* A disk that refuses costs the next start some requests, nothing else. */
void sdr_file_write(const struct sdr *sdr, const char *name)
{
    char fresh[SDR_FILE + sizeof ".new"];
    uint8_t *bytes = xmalloc(HEAD + sdr->used + sdr->count * 2 + CRC);
    uint8_t *at = put_head(bytes, &sdr->info, sdr->count);

    for (size_t i = 0; i < sdr->count; i++) {
        at = put_number(at, (uint32_t)sdr->entries[i].length, 2);
        memcpy(at, sdr->bytes + sdr->entries[i].at, sdr->entries[i].length);
        at += sdr->entries[i].length;
    }
    at = put_number(at, crc_of(bytes, (size_t)(at - bytes)), CRC);
    file_make_folder();
    snprintf(fresh, sizeof fresh, "%s.new", name);
    if (!file_put(fresh, bytes, (size_t)(at - bytes)) || rename(fresh, name) != 0)
        (void)unlink(fresh);
    free(bytes);
}

/* --- whose limits are no longer those of its record ---------------------------------------- */

void sdr_marks_read(struct bmc *bmc, const char *name)
{
    struct limits_marks *marks = &bmc->limits;
    const char *key = name + strlen(sdr_folder) + sizeof "/sdr-" - 1;
    size_t length = 0;
    uint8_t *bytes;

    marks->name[0] = '\0';
    text_append(marks->name, sizeof marks->name, "", "%s/limits-%s", sdr_folder, key);
    if (strlen(marks->name) + sizeof ".new" > sizeof marks->name)
        marks->name[0] = '\0';
    bytes = file_bytes(marks->name, &length);
    if (bytes != NULL && length == MARKS_LEN + sizeof marks->sensors &&
        memcmp(bytes, MARKS, MARKS_LEN) == 0)
        for (size_t i = 0; i < sizeof marks->sensors; i++)
            marks->sensors[i] |= bytes[MARKS_LEN + i];
    free(bytes);
}

/* A disk that refuses: the next start shows the record's until it is asked for more. */
void sdr_marks_write(const struct bmc *bmc)
{
    const struct limits_marks *marks = &bmc->limits;
    uint8_t bytes[MARKS_LEN + sizeof marks->sensors];
    char fresh[SDR_FILE + sizeof ".new"];

    if (marks->name[0] == '\0')
        return;
    memcpy(bytes, MARKS, MARKS_LEN);
    memcpy(bytes + MARKS_LEN, marks->sensors, sizeof marks->sensors);
    file_make_folder();
    snprintf(fresh, sizeof fresh, "%s.new", marks->name);
    if (!file_put(fresh, bytes, sizeof bytes) || rename(fresh, marks->name) != 0)
        (void)unlink(fresh);
}
