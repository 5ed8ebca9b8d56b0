package dev.gatewayhealth.agent.admin;

import dev.gatewayhealth.report.Report;
import java.util.Set;

/**
 * How many percent of its share this instance can take: the least headroom among what more requests use up. It moves a third of the
 * way in about a second, so that a burst does not throw the balancer's weights about. For one thread.
 */
final class Weight {

    /** What is used by requests; memory or disks are not freed by sending fewer of them. */
    private static final Set<String> OF_REQUESTS =
            Set.of("request-threads", "connections", "accept-queue", "file-descriptors");

    private static final double TIME_CONSTANT_SECONDS = 3;

    /**
     * With this much headroom there is no reason for less than the whole weight; from {@link #FOLLOWING} down the weight is the headroom.
     * HAProxy rounds what comes out down, and a server of weight 1 (its default) that is told 99 % gets nothing.
     */
    private static final double ENOUGH = 0.9;

    private static final double FOLLOWING = 0.75;

    private double smooth = Double.NaN;
    private long last;

    /** From 1 to 100: at 0 HAProxy would send nothing, and an instance that is only full would never be asked again. */
    int percent(Report report, long now) {
        double headroom = headroom(report);
        if (Double.isNaN(smooth)) {
            smooth = headroom;
        } else {
            double seconds = Math.max(0, (now - last) / 1e9);
            smooth += (headroom - smooth) * (1 - Math.exp(-seconds / TIME_CONSTANT_SECONDS));
        }
        last = now;
        return (int) Math.max(1, Math.min(100, Math.round(100 * share(smooth))));
    }

    private static double share(double headroom) {
        if (headroom >= ENOUGH) {
            return 1;
        }
        return headroom <= FOLLOWING
                ? headroom
                : FOLLOWING + (headroom - FOLLOWING) * (1 - FOLLOWING) / (ENOUGH - FOLLOWING);
    }

    private static double headroom(Report report) {
        double least = 1;
        for (Report.ResourceState each : report.resources()) {
            Double its = each.headroom();
            if (its != null && OF_REQUESTS.contains(each.name())) {
                least = Math.min(least, Math.max(0, its));
            }
        }
        return least;
    }
}
