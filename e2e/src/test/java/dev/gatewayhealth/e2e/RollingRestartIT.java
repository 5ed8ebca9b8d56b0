package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Balancer;
import dev.gatewayhealth.e2e.rig.Embedded;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Load;
import dev.gatewayhealth.e2e.rig.Pair;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two instances are restarted one after the other under load, POST among it, on connections that are kept. */
class RollingRestartIT {

    @Test
    void behindNginxNobodyNotices() {
        assertThat(failures(Balancer.NGINX_PASSIVE, Tomcat.EMBEDDED_11, "30s")).isEmpty();
    }

    @Tag("all")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NGINX_PASSIVE")
    void behindWhoeverPollsNobodyNotices(Balancer balancer) {
        assertThat(failures(balancer, Tomcat.EMBEDDED_11, "30s")).isEmpty();
    }

    @Tag("all")
    @ParameterizedTest
    @EnumSource
    void onJettyNobodyNotices(Balancer balancer) {
        assertThat(failures(balancer, Embedded.JETTY_12_1, "30s")).isEmpty();
    }

    @Tag("all")
    @ParameterizedTest
    @EnumSource
    void withoutDrainingSomebodyDoes(Balancer balancer) {
        assertThat(failures(balancer, Tomcat.EMBEDDED_11, "0s")).isNotEmpty();
    }

    private List<String> failures(Balancer balancer, Host host, String drainMax) {
        String name = "RollingRestartIT-" + balancer + "-" + host + "-" + drainMax;
        Path work = Places.work(name);
        int port = Places.freePort();
        Path config = balancer.configuration(work);
        try (Pair pair = Pair.of(host, name, recipe -> {
            recipe.agent("drain.max", drainMax);
            if (balancer.nginx()) {
                recipe.agent("nginx.conf", config.toString());
            }
        })) {
            balancer.configure(config, port, pair);
            pair.start();
            try (Balancer.Running running = balancer.start(work, port);
                    Load load = Load.on(running.port())) {
                pair.first().awaitRequests();
                pair.second().awaitRequests();
                pair.restart();
                assertThat(load.answered()).as("requests answered").isGreaterThan(100);
                return load.failures();
            }
        }
    }
}
