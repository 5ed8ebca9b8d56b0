package dev.gatewayhealth.watch;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.GatewayAnswer;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what the rules find in the words of nginx's stream module, where that is all there is between the clients and the service: it
 * answers nothing of its own, closes the connection instead, knows one timeout ({@code proxy_timeout}) and none of HTTP's directives.
 */
final class HandedOn {

    /** At the level info (ngx_stream_proxy_module.c, {@code ngx_stream_proxy_process_connection}). */
    private static final String SILENT = "connection timed out (110: Connection timed out) while proxying connection";

    private static final String[] HTTP = {"proxy_read_timeout", "proxy_send_timeout"};

    /** How the lines begin that a stream server, an upstream block of {@code stream} or the main level takes. */
    private static final String[] VALID = {
        "proxy_timeout ",
        "proxy_connect_timeout ",
        "proxy_ssl",
        "proxy_protocol ",
        "server ",
        "worker_connections ",
        "error_log ",
        "user ",
        "nginx -t"
    };

    private HandedOn() {}

    /** The statement, null where it is about what nginx would make of HTTP: its clients speak that with the service themselves. */
    static @Nullable Noticed of(Noticed noticed) {
        if (ofHttp(noticed.code())) {
            return null;
        }
        return new Noticed(
                noticed.code(),
                noticed.subject(),
                noticed.severity(),
                noticed.occurrences(),
                words(noticed.message()),
                answer(noticed),
                noticed.evidence(),
                remedies(noticed.remedy()));
    }

    /** Those that remain. */
    static List<Noticed> of(List<Noticed> all) {
        List<Noticed> said = new ArrayList<>(all.size());
        for (Noticed each : all) {
            Noticed of = of(each);
            if (of != null) {
                said.add(of);
            }
        }
        return said;
    }

    private static boolean ofHttp(Code code) {
        return switch (code) {
            case HTTP_1_0,
                    CONNECTIONS_NOT_REUSED,
                    FORWARDED_HEADERS_MISSING,
                    UPGRADE_STRIPPED,
                    RESPONSE_INVALID,
                    RESPONSE_HEADER_LARGE -> true;
            default -> false;
        };
    }

    private static @Nullable GatewayAnswer answer(Noticed noticed) {
        GatewayAnswer http = noticed.gateway();
        if (http == null) {
            return null;
        }
        String log = http.errorLog();
        boolean connecting = log != null && log.endsWith(" while connecting to upstream");
        // What the service closes itself is no error to it.
        boolean silent = log != null && log.startsWith("upstream timed out");
        return new GatewayAnswer(0, connecting ? log : silent ? SILENT : null);
    }

    private static List<Remedy> remedies(List<Remedy> all) {
        List<Remedy> remedies = new ArrayList<>(all.size());
        for (Remedy each : all) {
            Remedy said = new Remedy(each.where(), words(each.change()));
            if (!each.where().equals("nginx") || valid(said.change())) {
                remedies.add(said);
            }
        }
        return remedies;
    }

    private static boolean valid(String change) {
        for (String begin : VALID) {
            if (change.startsWith(begin)) {
                return true;
            }
        }
        return false;
    }

    private static String words(String text) {
        String said = text;
        for (String directive : HTTP) {
            // A setting of ours keeps its name.
            said = said.replace("setting " + directive, "\0").replace(directive, "proxy_timeout");
            said = said.replace("\0", "setting " + directive);
        }
        return said.replace("becomes a 504", "is cut off: nginx closes the connection");
    }
}
