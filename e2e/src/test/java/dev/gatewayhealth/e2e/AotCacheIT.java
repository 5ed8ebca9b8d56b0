package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.AotCache;
import dev.gatewayhealth.e2e.rig.Program;
import dev.gatewayhealth.e2e.rig.SpringService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The sample that has the starter, started from the cache that a JDK makes of a first start. */
@Tag("all")
@EnabledForJreRange(
        min = JRE.JAVA_25,
        disabledReason = "the AOT cache can be made in one step from JDK 25 on: run it there")
class AotCacheIT {

    @Test
    void theStarterIsInTheCacheAndAnAgentKeepsTheJvmFromUsingIt() {
        AotCache cache = AotCache.trained();

        try (SpringService service = cache.start()) {
            assertThat(service.get("/gateway-health")).startsWith("{\"status\":");
            assertThat(cache.loaded())
                    .contains("dev.gatewayhealth.spring.GatewayHealthAutoConfiguration source: shared objects file")
                    .doesNotContain("dev.gatewayhealth.spring.GatewayHealthAutoConfiguration source: jar");
        }

        Program.Result refused = cache.startWith(SpringService.agent());
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("Unable to use AOT cache");
    }
}
