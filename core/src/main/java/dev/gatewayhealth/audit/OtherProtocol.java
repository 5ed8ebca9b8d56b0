package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.OtherPass;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * nginx speaks TLS to a listener that takes none, plain HTTP to one that takes nothing else, or something other than HTTP at all: nobody
 * who speaks that listens there, and every request fails.
 */
final class OtherProtocol {

    private static final String TLS = "https://";
    private static final String PLAIN = "http://";

    /** As nginx logs the status of an answer that has none. */
    private static final int NO_STATUS = 9;

    private static final Map<String, String> SPOKEN = Map.of(
            "fastcgi_pass", "FastCGI",
            "uwsgi_pass", "uwsgi",
            "scgi_pass", "SCGI",
            "memcached_pass", "memcached's protocol",
            "grpc_pass", "HTTP/2");

    private OtherProtocol() {}

    static void judge(Judged judged, List<OtherPass> others) {
        for (OtherPass other : others) {
            if (other.leadsTo(judged.service().listening())) {
                other(judged, other);
            }
        }
        Boolean wants = judged.service().tls().value();
        if (wants == null) {
            return;
        }
        List<Pass> wrong = new ArrayList<>();
        for (Pass pass : judged.passes()) {
            // What a variable makes of the scheme is not known.
            if (begins(pass.url(), wants ? PLAIN : TLS)) {
                wrong.add(pass);
            }
        }
        if (!wrong.isEmpty()) {
            judged.notice(wants ? plain(judged, wrong) : encrypted(judged, wrong));
        }
    }

    /** No server we know takes any of these on the port of its HTTP; gRPC is HTTP/2. */
    private static void other(Judged judged, OtherPass pass) {
        Boolean http2 = judged.service().http2().value();
        Boolean tls = judged.service().tls().value();
        boolean grpc = pass.directive().equals("grpc_pass");
        if (grpc && (http2 == null || http2)) {
            return;
        }
        String spoken = SPOKEN.getOrDefault(pass.directive(), pass.directive());
        boolean answers =
                pass.directive().equals("uwsgi_pass") || pass.directive().equals("scgi_pass");
        judged.notice(Noticed.of(Code.NOT_LISTENING, judged.subject() + " " + spoken)
                .message("nginx speaks " + spoken + " to " + judged.subject() + " (" + pass.directive() + " "
                        + pass.url()
                        + ", " + pass.at() + "), and the service takes " + (grpc ? "no HTTP/2" : "HTTP")
                        + " there: every request of location " + pass.location() + " fails")
                .gateway(
                        answers ? 400 : 502,
                        switch (pass.directive()) {
                            case "fastcgi_pass" -> "upstream sent unsupported FastCGI protocol version: 72";
                            case "memcached_pass" -> "upstream prematurely closed connection";
                            case "grpc_pass" -> "upstream sent too large http2 frame: 4740180";
                            default -> null;
                        })
                .evidence("address", NotProxied.address(judged.service().listening()))
                .evidence("at", pass.at())
                .evidence("locations", List.of(pass.location()))
                .evidence("speaks", spoken)
                .evidence("takes", grpc ? "HTTP/1.1" : "HTTP")
                .remedy(Remedy.nginx("proxy_pass " + (Boolean.TRUE.equals(tls) ? TLS : PLAIN)
                        + NotProxied.address(judged.service().listening()) + ";"))
                .remedy(Remedy.service(
                        grpc
                                ? "take HTTP/2 without TLS (Spring Boot: server.http2.enabled=true)"
                                : "nothing: a servlet container takes HTTP"))
                .build());
    }

    private static Noticed encrypted(Judged judged, List<Pass> wrong) {
        Pass first = wrong.get(0);
        return noticed(judged, wrong, "TLS", "plain HTTP")
                .gateway(first.hasAnother() ? 200 : 502, "SSL_do_handshake() failed")
                .remedy(Remedy.nginx("proxy_pass " + PLAIN + behindScheme(first) + ";"))
                .remedy(Remedy.service("a listener with a certificate, where the way from nginx has to be encrypted"
                        + " (Spring Boot: server.ssl.bundle)"))
                .build();
    }

    private static Noticed plain(Judged judged, List<Pass> wrong) {
        Pass first = wrong.get(0);
        boolean answers = ServerSide.of(judged.service().server()) == ServerSide.TOMCAT;
        return noticed(judged, wrong, "plain HTTP", "nothing but TLS")
                .gateway(answers ? 400 : NO_STATUS, answers ? null : "upstream sent no valid HTTP/1.0 header")
                .remedy(Remedy.nginx("proxy_pass " + TLS + behindScheme(first) + ";"))
                .remedy(Remedy.service(
                        "a listener without TLS, on loopback or a unix socket, for nginx on the same machine"
                                + " (Spring Boot: no server.ssl settings)"))
                .build();
    }

    private static Noticed.Builder noticed(Judged judged, List<Pass> wrong, String spoken, String taken) {
        Pass first = wrong.get(0);
        return Noticed.of(Code.NOT_LISTENING, judged.subject() + " " + spoken)
                .message("nginx speaks " + spoken + " to " + judged.subject() + " (proxy_pass " + first.url() + ", "
                        + first.at() + "), and the service takes " + taken + " there ("
                        + judged.service().tls().source() + "): "
                        + (first.hasAnother() ? "only other servers answer" : "every request fails"))
                .evidence("address", NotProxied.address(judged.service().listening()))
                .evidence("at", first.at())
                .evidence("locations", Judged.matches(wrong))
                .evidence("upstream", first.group())
                .evidence("speaks", spoken)
                .evidence("takes", taken);
    }

    /** In any case of its letters (nginx: {@code ngx_http_proxy_pass}). */
    private static boolean begins(@Nullable String url, String scheme) {
        return url != null && url.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static String behindScheme(Pass pass) {
        String url = pass.url();
        return url == null ? "" : url.substring(url.indexOf("//") + 2);
    }
}
