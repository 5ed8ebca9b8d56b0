package dev.gatewayhealth.nginx;

/** A match and the expression it belongs to: where {@code $1} and named groups get their values. */
record Captured(Regex regex, Regex.Found found) {}
