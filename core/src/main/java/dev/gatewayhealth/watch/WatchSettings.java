package dev.gatewayhealth.watch;

import java.time.Duration;

/**
 * The settings the watch goes by.
 *
 * @param warnAt share of a limit from which it is near
 * @param trustLimitHeaders whether a request may say its own limit
 * @param horizon forecasts within it warn
 */
public record WatchSettings(double warnAt, boolean trustLimitHeaders, Duration horizon) {}
