package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.ArrayList;
import java.util.List;

/** nginx takes request headers that the service refuses before any filter or servlet sees them. */
final class RequestHeaderLimit {

    private static final long KIB = 1024;

    /** What nginx adds itself: Host, X-Forwarded-For and the like. */
    private static final long ADDED = KIB;

    private RequestHeaderLimit() {}

    static void judge(Judged judged) {
        Sourced<Long> service = judged.service().requestHeaderBytes();
        Long ours = service.value();
        List<Pass> wider = ours == null ? List.of() : wider(judged.passes(), ours);
        if (ours == null || wider.isEmpty()) {
            return;
        }
        Sourced<Long> nginx = wider.get(0).requestHeaderBytes();
        long gateway = value(nginx);
        ServerSide server = ServerSide.of(judged.service().server());
        judged.notice(Noticed.of(Code.REQUEST_HEADER_LIMIT, judged.subject())
                .message("nginx takes request headers of up to " + Words.size(gateway) + " " + Words.from(nginx)
                        + ", the service of " + Words.size(ours) + " " + Words.from(service)
                        + ": what lies between is refused before any of its code runs")
                .gateway(server == ServerSide.JETTY ? 431 : 400, null)
                .evidence("requestHeaderBytes", ours)
                .evidence("requestHeaderSource", service.source())
                .evidence("gatewayHeaderBytes", gateway)
                .evidence("gatewayHeaderSource", nginx.source())
                .evidence("server", wider.get(0).serverAt())
                .remedy(Remedy.nginx("large_client_header_buffers 2 " + Math.max((ours - 2 * KIB) / 2 / KIB, 1) + "k;"))
                .remedy(Remedy.service(server.requestHeader((gateway + ADDED + KIB - 1) / KIB * KIB)))
                .build());
    }

    /** Those that take more, the one that takes most first. */
    private static List<Pass> wider(List<Pass> passes, long ours) {
        List<Pass> wider = new ArrayList<>();
        for (Pass pass : passes) {
            if (value(pass.requestHeaderBytes()) > ours) {
                wider.add(
                        wider.isEmpty()
                                        || value(pass.requestHeaderBytes())
                                                > value(wider.get(0).requestHeaderBytes())
                                ? 0
                                : wider.size(),
                        pass);
            }
        }
        return wider;
    }

    private static long value(Sourced<Long> bytes) {
        Long value = bytes.value();
        return value == null ? 0 : value;
    }
}
