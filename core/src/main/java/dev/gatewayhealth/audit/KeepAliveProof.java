package dev.gatewayhealth.audit;

import dev.gatewayhealth.finding.Noticed;

/**
 * What has been seen of the race for idle connections.
 *
 * @param nearMisses requests that came on a connection about to be closed
 * @param closed connections that were closed under a request, as nginx's error log says
 */
public record KeepAliveProof(long nearMisses, long closed) {

    static final KeepAliveProof NONE = new KeepAliveProof(0, 0);

    boolean seen() {
        return nearMisses > 0 || closed > 0;
    }

    /** The end of a sentence. */
    String told() {
        if (closed > 0) {
            return "; it has happened";
        }
        return nearMisses > 0 ? "; it has nearly happened" : "";
    }

    void evidence(Noticed.Builder notice) {
        if (seen()) {
            notice.evidence("nearMisses", nearMisses).evidence("closedUnderRequest", closed);
        }
    }
}
