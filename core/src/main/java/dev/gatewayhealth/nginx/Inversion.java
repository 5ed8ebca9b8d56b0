package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.contract.Routes;
import java.util.ArrayList;
import java.util.List;

/** From a request as the service received it back to the locations it can have come through. */
final class Inversion implements Routes {

    private final List<Exit> exits;
    private final Match everywhere;

    Inversion(HttpConf conf, List<Exit> exits) {
        this.exits = List.copyOf(exits);
        this.everywhere = Match.of(exits.stream().map(Exit::location).toList());
    }

    @Override
    public Match match(Received received) {
        List<Location> candidates = new ArrayList<>();
        String path = RequestUri.path(received.path(), true);
        for (Exit exit : exits) {
            if (path != null && exit.server().locations().find(path).location() == exit.loc()) {
                candidates.add(exit.location());
            }
        }
        return candidates.isEmpty() ? everywhere : Match.of(candidates);
    }
}
