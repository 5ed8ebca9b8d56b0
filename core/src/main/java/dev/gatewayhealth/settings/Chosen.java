package dev.gatewayhealth.settings;

import org.jspecify.annotations.Nullable;

/**
 * The value somebody set for a key, and where.
 *
 * @param value null where it was switched off
 */
record Chosen(@Nullable Object value, Given given) {}
