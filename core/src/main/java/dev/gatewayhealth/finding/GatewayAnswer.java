package dev.gatewayhealth.finding;

import org.jspecify.annotations.Nullable;

/**
 * What nginx answers its client, and writes to its error log, when the thing found comes to pass.
 *
 * @param status the status the client gets; a body cut off under a 200 is 200; 0 where its connection is closed without any
 * @param errorLog the phrase in nginx's error log, or null where nginx logs nothing
 */
public record GatewayAnswer(int status, @Nullable String errorLog) {}
