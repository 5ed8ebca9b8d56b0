package dev.gatewayhealth.spring;

import dev.gatewayhealth.audit.ApplicationTimeouts;
import dev.gatewayhealth.audit.ListenerLimits.ApplicationTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;

/** How long this application waits for what it needs, as far as it was told to by Spring's configuration or its pools say so. */
record SpringTimeouts(ConfigurableApplicationContext context) implements Supplier<List<ApplicationTimeout>> {

    @Override
    public List<ApplicationTimeout> get() {
        List<ApplicationTimeout> timeouts =
                new ArrayList<>(ApplicationTimeouts.of(new WrittenSettings(context.getEnvironment())));
        for (ApplicationTimeout pool : ConnectionPools.of(context.getBeanFactory(), timeouts)) {
            timeouts.removeIf(each -> each.name().equals(pool.name()));
            timeouts.add(pool);
        }
        return timeouts;
    }
}
