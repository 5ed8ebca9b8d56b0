package dev.gatewayhealth.contract;

/**
 * One location of the gateway that proxies to this service.
 *
 * @param match as nginx writes it: {@code /api/}, {@code ^~ /api/}, {@code ~ \.jsp$}, {@code @app}
 * @param server the first server name, empty where the server has none
 * @param at file and line, {@code nginx.conf:28}
 * @param closed whether it lets in only whom it names, or who has a password ({@code deny all}, {@code auth_basic})
 */
public record Location(String match, String server, String at, Limits limits, boolean closed) {

    /** One that lets everybody in. */
    public Location(String match, String server, String at, Limits limits) {
        this(match, server, at, limits, false);
    }
}
