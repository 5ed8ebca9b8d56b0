package dev.gatewayhealth.watch;

import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.resource.Resource;
import dev.gatewayhealth.settings.Settings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads the resources once a second. */
final class ResourceRound {

    private final List<Resource> watched = new CopyOnWriteArrayList<>();

    ResourceRound(Rounds.Sources sources, Settings settings) {}

    void add(Resource resource) {
        watched.add(resource);
    }

    void look(long now, ExchangeWatch exchanges) {}

    List<Noticed> states() {
        return List.of();
    }

    List<Report.ResourceState> report() {
        return List.of();
    }

    boolean down() {
        return false;
    }
}
