package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words behind the address of a {@code listen} (nginx: {@code ngx_http_core_listen}). */
final class ListenOptions {

    private static final Version QUIC_SINCE = new Version(1, 25, 0);
    private static final String[] WORDS = {
        "default_server",
        "default",
        "bind",
        "deferred",
        "reuseport",
        "ssl",
        "http2",
        "spdy",
        "proxy_protocol",
        "multipath"
    };
    private static final String[] SETTINGS = {
        "setfib=", "fastopen=", "backlog=", "rcvbuf=", "sndbuf=", "accept_filter=", "ipv6only=", "so_keepalive="
    };

    /** Those of the socket itself, which only one server may set. */
    private static final List<String> OF_THE_SOCKET = List.of("bind", "deferred", "reuseport");

    /** The second is what the first was called before. */
    private static final List<String> DATAGRAMS = List.of("quic", "http3");

    private ListenOptions() {}

    /** The first word nginx would refuse, null where it takes all. */
    static @Nullable String invalid(Directive listen, Version version) {
        for (int i = 1; i < listen.args().size(); i++) {
            String word = listen.arg(i);
            boolean datagrams = DATAGRAMS.contains(word) && (!version.known() || !version.before(QUIC_SINCE));
            if (!known(word) && !datagrams) {
                return word;
            }
        }
        return null;
    }

    /** Whether it takes datagrams and no connections. */
    static boolean quic(Directive listen) {
        return listen.args().indexOf("quic") > 0 || listen.args().indexOf("http3") > 0;
    }

    /** Whether it says something about the socket that servers share. */
    static boolean setsSocket(Directive listen) {
        for (int i = 1; i < listen.args().size(); i++) {
            String word = listen.arg(i);
            if (OF_THE_SOCKET.contains(word) || setting(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean known(String word) {
        for (String each : WORDS) {
            if (each.equals(word)) {
                return true;
            }
        }
        return word.startsWith("ipv6only=") ? word.equals("ipv6only=on") || word.equals("ipv6only=off") : setting(word);
    }

    private static boolean setting(String word) {
        for (String each : SETTINGS) {
            if (word.startsWith(each)) {
                return true;
            }
        }
        return false;
    }
}
