package dev.gatewayhealth.contract;

/**
 * One location of the gateway that proxies to this service.
 *
 * @param match as nginx writes it: {@code /api/}, {@code ^~ /api/}, {@code ~ \.jsp$}, {@code @app}
 * @param server the first server name, empty where the server has none
 * @param at file and line, {@code nginx.conf:28}
 * @param limits what nginx tolerates there
 */
public record Location(String match, String server, String at, Limits limits) {}
