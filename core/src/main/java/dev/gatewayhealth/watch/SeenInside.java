package dev.gatewayhealth.watch;

import dev.gatewayhealth.report.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was seen in the service at one instant, to stand beside what nginx said of it.
 *
 * @param status of the last report
 * @param near how many exchanges were near a limit, or left by the gateway and still running
 * @param nearLocations the locations they came through, those that are known
 * @param resources name to last use
 */
record SeenInside(Instant at, Status status, int near, List<String> nearLocations, Map<String, Object> resources) {

    private static final int MOST_LOCATIONS = 10;

    static SeenInside of(Instant at, Status status, List<Followed> shown, Map<String, Object> resources) {
        List<String> locations = shown.stream()
                .map(Followed::location)
                .filter(location -> !location.isEmpty())
                .distinct()
                .limit(MOST_LOCATIONS)
                .toList();
        return new SeenInside(at, status, shown.size(), locations, resources);
    }
}
