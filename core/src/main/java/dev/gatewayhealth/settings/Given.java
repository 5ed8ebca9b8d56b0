package dev.gatewayhealth.settings;

/**
 * One value as somebody wrote it, before anybody looked at it.
 *
 * @param key as written, without the prefix of its source
 * @param value as written, without surrounding blanks
 * @param from where, in words a reader finds it by
 */
record Given(String key, String value, String from) {

    Given {
        key = key.strip();
        value = value.strip();
    }
}
