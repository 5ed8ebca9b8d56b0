package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.StreamPass;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.List;

/**
 * nginx's stream module hands connections to a listener that cannot read how they begin: TLS where none is taken, or the line of the
 * PROXY protocol, which no connector of Tomcat knows and takes for a request.
 */
final class OtherStream {

    /** The connection is closed; what nginx logs as a status, nobody gets. */
    private static final int CLOSED = 0;

    private OtherStream() {}

    static void judge(Judged judged, List<StreamPass> streams) {
        for (StreamPass stream : streams) {
            if (!stream.leadsTo(judged.service().listening())) {
                continue;
            }
            if (stream.encryptedAt() != null
                    && Boolean.FALSE.equals(judged.service().tls().value())) {
                judged.notice(noticed(judged, stream, "TLS", "plain HTTP", "proxy_ssl", stream.encryptedAt())
                        .gateway(CLOSED, "SSL_do_handshake() failed")
                        .build());
            }
            if (stream.announcedAt() != null && ServerSide.of(judged.service().server()) == ServerSide.TOMCAT) {
                judged.notice(
                        noticed(judged, stream, "the PROXY protocol", "HTTP", "proxy_protocol", stream.announcedAt())
                                .gateway(400, null)
                                .build());
            }
        }
    }

    private static Noticed.Builder noticed(
            Judged judged, StreamPass stream, String spoken, String taken, String directive, String at) {
        return Noticed.of(Code.NOT_LISTENING, judged.subject() + " " + spoken)
                .message("nginx begins what its stream server hands to " + judged.subject() + " (proxy_pass "
                        + stream.url() + ", " + stream.at() + ") with " + spoken + " (" + directive + " on, " + at
                        + "), and the service takes " + taken + " there: every connection fails")
                .evidence("address", NotProxied.address(judged.service().listening()))
                .evidence("at", stream.at())
                .evidence("speaks", spoken)
                .evidence("takes", taken)
                .remedy(Remedy.nginx(directive + " off;"))
                .remedy(Remedy.service("nothing; where the client's address is needed, an http block hands it on:"
                        + " proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"));
    }
}
