/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cipher suites, and what libgcrypt does for them (IPMI 2.0, 13.28 to 13.32). */
#include <assert.h>
#include <gcrypt.h>
#include <string.h>

#include "rmcp/rmcp_own.h"

#define AES_BLOCK 16

/* Authentication 1 is HMAC-SHA1, 3 HMAC-SHA256; integrity 1 HMAC-SHA1-96, 4 HMAC-SHA256-128;
 * confidentiality 1 AES-CBC-128. */
static const struct rmcp_suite suites[] = {
    {0, 0, 0, 0},  {1, 1, 0, 0},  {2, 1, 1, 0},  {3, 1, 1, 1},
    {15, 3, 0, 0}, {16, 3, 4, 0}, {17, 3, 4, 1},
};

#define SUITES (sizeof(suites) / sizeof(suites[0]))

const struct rmcp_suite *rmcp_suite(unsigned id)
{
    for (size_t i = 0; i < SUITES; i++) {
        if (suites[i].id == id)
            return &suites[i];
    }
    return NULL;
}

const struct rmcp_suite *rmcp_suite_of(uint8_t authentication, uint8_t integrity,
                                       uint8_t confidentiality)
{
    for (size_t i = 0; i < SUITES; i++) {
        if (suites[i].authentication == authentication && suites[i].integrity == integrity &&
            suites[i].confidentiality == confidentiality)
            return &suites[i];
    }
    return NULL;
}

void rmcp_crypt_start(void)
{
    if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P))
        return;
    gcry_check_version(NULL);
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
}

void rmcp_random(uint8_t *bytes, size_t length)
{
    gcry_create_nonce(bytes, length);
}

size_t rmcp_digest_length(const struct rmcp_suite *suite)
{
    return suite->authentication == 0 ? 0 : suite->authentication == 1 ? 20 : 32;
}

size_t rmcp_check_length(const struct rmcp_suite *suite)
{
    return suite->authentication == 0 ? 0 : suite->authentication == 1 ? 12 : 16;
}

size_t rmcp_hmac(const struct rmcp_suite *suite, const uint8_t *key, size_t key_length,
                 const struct rmcp_bytes *data, uint8_t digest[RMCP_DIGEST_MAX])
{
    size_t length = rmcp_digest_length(suite);
    gcry_mac_hd_t mac;

    if (length == 0)
        return 0;
    if (gcry_mac_open(&mac, length == 20 ? GCRY_MAC_HMAC_SHA1 : GCRY_MAC_HMAC_SHA256, 0, NULL) ||
        gcry_mac_setkey(mac, key, key_length) || gcry_mac_write(mac, data->at, data->length) ||
        gcry_mac_read(mac, digest, &length))
        assert(!"libgcrypt does HMAC");
    gcry_mac_close(mac);
    return length;
}

void rmcp_md5(const struct rmcp_bytes *data, uint8_t digest[16])
{
    gcry_md_hash_buffer(GCRY_MD_MD5, digest, data->at, data->length);
}

static gcry_cipher_hd_t aes(const struct rmcp_session *session, const uint8_t *start)
{
    gcry_cipher_hd_t cipher;

    if (gcry_cipher_open(&cipher, GCRY_CIPHER_AES128, GCRY_CIPHER_MODE_CBC, 0) ||
        gcry_cipher_setkey(cipher, session->k_2, AES_BLOCK) ||
        gcry_cipher_setiv(cipher, start, AES_BLOCK))
        assert(!"libgcrypt does AES");
    return cipher;
}

void rmcp_encrypt(const struct rmcp_session *session, const struct rmcp_bytes *data,
                  struct rmcp_bytes *bytes)
{
    uint8_t start[AES_BLOCK];
    struct rmcp_bytes padded = *data;
    unsigned padding = (AES_BLOCK - (data->length + 1) % AES_BLOCK) % AES_BLOCK;
    gcry_cipher_hd_t cipher;

    for (unsigned i = 1; i <= padding; i++)
        rmcp_put_byte(&padded, (uint8_t)i);
    rmcp_put_byte(&padded, (uint8_t)padding);
    rmcp_random(start, sizeof(start));
    cipher = aes(session, start);
    if (gcry_cipher_encrypt(cipher, padded.at, padded.length, NULL, 0))
        assert(!"libgcrypt encrypts");
    gcry_cipher_close(cipher);
    rmcp_put(bytes, start, sizeof(start));
    rmcp_put(bytes, padded.at, padded.length);
}

bool rmcp_decrypt(const struct rmcp_session *session, const uint8_t *bytes, size_t length,
                  struct rmcp_bytes *data)
{
    gcry_cipher_hd_t cipher;
    size_t padding;

    data->length = 0;
    if (length < 2 * AES_BLOCK || length % AES_BLOCK != 0)
        return false;
    rmcp_put(data, bytes + AES_BLOCK, length - AES_BLOCK);
    cipher = aes(session, bytes);
    if (gcry_cipher_decrypt(cipher, data->at, data->length, NULL, 0))
        assert(!"libgcrypt decrypts");
    gcry_cipher_close(cipher);
    padding = data->at[data->length - 1];
    if (padding >= AES_BLOCK)
        return false;
    data->length -= padding + 1;
    return true;
}
