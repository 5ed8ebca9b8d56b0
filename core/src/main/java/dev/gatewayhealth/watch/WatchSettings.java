package dev.gatewayhealth.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings the watch goes by.
 *
 * @param warnAt share of a limit from which it is near
 * @param trustLimitHeaders whether a request may say its own limit
 * @param horizon forecasts within it warn
 * @param nginxVersion null where unknown, which counts as an old one
 */
public record WatchSettings(
        double warnAt,
        boolean trustLimitHeaders,
        Duration horizon,
        @Nullable String nginxVersion) {}
