package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.audit.ListenerLimits.ApplicationTimeout;
import dev.gatewayhealth.contract.Sourced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How long an application waits for what it needs, as a copy of the library in its class loader tells over the bridge. */
record BridgedTimeouts(Supplier<Object[][]> rows) implements Supplier<List<ApplicationTimeout>> {

    @Override
    public List<ApplicationTimeout> get() {
        List<ApplicationTimeout> timeouts = new ArrayList<>();
        for (Object[] row : rows.get()) {
            long millis = (Long) row[1];
            Duration time = millis <= 0 ? ListenerLimits.NEVER : Duration.ofMillis(millis);
            timeouts.add(new ApplicationTimeout((String) row[0], new Sourced<>(time, (String) row[2])));
        }
        return timeouts;
    }
}
