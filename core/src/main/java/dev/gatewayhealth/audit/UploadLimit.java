package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * nginx and the service disagree about the largest body. Where nginx lets more through, it sends all of it before the service
 * refuses; where it lets less through, the service never sees what it was set up for. Two defaults that differ are nobody's mistake:
 * a limit of the service's that nobody raised is no sign that somebody wants more than nginx passes on.
 */
final class UploadLimit {

    /** Of Tomcat's and Undertow's forms, of Spring Boot's and WildFly's requests, of Jetty's forms. */
    private static final List<Long> DEFAULTS = List.of(2_097_152L, 10_485_760L, 200_000L, 2_000_000L);

    private final Judged judged;
    private final Sourced<Long> service;
    private final long ours;

    private UploadLimit(Judged judged, Sourced<Long> service, long ours) {
        this.judged = judged;
        this.service = service;
        this.ours = ours;
    }

    static void judge(Judged judged) {
        Sourced<Long> service = largest(judged.service());
        Long ours = service == null ? null : service.value();
        if (service == null || ours == null) {
            return;
        }
        UploadLimit limit = new UploadLimit(judged, service, ours);
        Pass most = null;
        Pass least = null;
        for (Pass pass : judged.passes()) {
            if (pass.location().limits().clientMaxBodySize().known()) {
                most = most == null || gateway(pass) > gateway(most) ? pass : most;
                least = least == null || gateway(pass) < gateway(least) ? pass : least;
            }
        }
        if (most != null && gateway(most) > ours) {
            limit.wider(most);
        } else if (least != null && gateway(least) < ours && raised(ours) && !anyTakes(judged.passes(), ours)) {
            limit.narrower(least);
        }
    }

    /** The largest body the service takes, as far as it can be known: of any kind, in parts, or else of a form. */
    private static @Nullable Sourced<Long> largest(ListenerLimits limits) {
        Sourced<Long> any = limits.bodyBytes();
        Sourced<Long> parts = limits.multipartBytes();
        Long every = any.value();
        Long multipart = parts.value();
        if (multipart != null) {
            return every != null && every < multipart ? any : parts;
        }
        if (every != null && every != ListenerLimits.NO_LIMIT) {
            return any;
        }
        return limits.formBytes().known() ? limits.formBytes() : null;
    }

    private static boolean raised(long ours) {
        return ours != ListenerLimits.NO_LIMIT && !DEFAULTS.contains(ours);
    }

    /** Somebody who gave uploads a location of their own meant the others to be narrower. */
    private static boolean anyTakes(List<Pass> passes, long ours) {
        for (Pass pass : passes) {
            if (gateway(pass) >= ours) {
                return true;
            }
        }
        return false;
    }

    private void wider(Pass pass) {
        boolean form = service.equals(judged.service().formBytes());
        Noticed.Builder notice = notice(pass)
                .message(gatewayTakes(pass) + ", the service no more than " + Words.size(ours) + " "
                        + Words.from(service)
                        + ": a larger one is sent in full and then "
                        + (form
                                ? "its form parameters are missing without an error, or its connection is reset"
                                : "refused, or its connection reset"));
        notice.gateway(502, "writev() failed (104: Connection reset by peer) while sending request to upstream");
        judged.notice(remedied(notice, pass));
    }

    private void narrower(Pass pass) {
        judged.notice(remedied(
                notice(pass)
                        .message(gatewayTakes(pass) + ", the service up to " + Words.size(ours) + " "
                                + Words.from(service) + ": nginx refuses what the service was set up to take")
                        .gateway(413, "client intended to send too large body"),
                pass));
    }

    private static String gatewayTakes(Pass pass) {
        Sourced<Long> nginx = pass.location().limits().clientMaxBodySize();
        long bytes = gateway(pass);
        return "nginx takes bodies of "
                + (bytes == ListenerLimits.NO_LIMIT ? "any size" : "up to " + Words.size(bytes)) + " "
                + Words.from(nginx) + " in location " + Judged.name(pass.location());
    }

    private Noticed.Builder notice(Pass pass) {
        Sourced<Long> nginx = pass.location().limits().clientMaxBodySize();
        return Noticed.of(Code.UPLOAD_LIMIT, judged.subject())
                .evidence("location", pass.location().match())
                .evidence("clientMaxBodySize", nginx.value())
                .evidence("clientMaxBodySizeSource", nginx.source())
                .evidence("bodyBytes", ours)
                .evidence("bodySource", service.source())
                .evidence("swallowBytes", judged.service().swallowBytes().value());
    }

    private Noticed remedied(Noticed.Builder notice, Pass pass) {
        return notice.remedy(Remedy.nginx("client_max_body_size " + Words.size(ours) + ";"))
                .remedy(Remedy.service(ServerSide.of(judged.service().server()).body(gateway(pass))))
                .build();
    }

    /** 0 lets any body pass. */
    private static long gateway(Pass pass) {
        Long bytes = pass.location().limits().clientMaxBodySize().value();
        return bytes == null || bytes == 0 ? ListenerLimits.NO_LIMIT : bytes;
    }
}
