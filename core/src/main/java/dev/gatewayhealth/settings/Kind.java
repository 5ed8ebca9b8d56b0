package dev.gatewayhealth.settings;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of value: what is accepted, in words, and how it is read.
 *
 * @param accepted completes the sentence "accepted is ..."
 * @param parser throws {@link IllegalArgumentException} for anything else; null means that the feature is off
 */
record Kind<T>(String accepted, Function<String, @Nullable T> parser) {}
