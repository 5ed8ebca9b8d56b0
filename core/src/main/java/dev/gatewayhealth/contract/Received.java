package dev.gatewayhealth.contract;

import org.jspecify.annotations.Nullable;

/**
 * One request as the service received it, which is often not how the client sent it.
 *
 * @param host the Host header with its port, null where none came
 * @param path the raw request URI without its query
 * @param protocol {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2.0}
 * @param method of the request line, in capitals as HTTP has it
 */
public record Received(@Nullable String host, String path, String protocol, String method) {}
