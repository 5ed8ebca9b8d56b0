package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Bare;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Embedded;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.ReportClient;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that does its work: whoever warns now will not be believed later. For as long as {@code e2e.soak} says, in seconds. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.gatewayhealth.e2e.rig.Hosts#answering")
record HealthyLoadIT(Host server) {

    private static final Duration SOAK = Duration.ofSeconds(Integer.getInteger("e2e.soak", 15));

    /** Before that everything of ours grows to what it needs. */
    private static final Duration WARM = Duration.ofSeconds(5);

    private static Rig rig;

    @BeforeParameterizedClassInvocation
    static void start(Host server) {
        rig = Rig.of(HealthyLoadIT.class, server)
                .server("proxy_read_timeout 5s;")
                .location("/", "")
                .location("/echo", "proxy_set_header Connection upgrade; proxy_set_header Upgrade $http_upgrade;")
                .service(recipe -> recipe.threads(HealthyMix.THREADS))
                .start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }

    @Test
    void hasNothingAboveNoticeAndEveryRequestCountedAsAnsweredAndNothingOfOursGrows() throws Exception {
        long warm = mix(Instant.now().plus(WARM)).sent();
        Footprint before = Footprint.of(rig.service().pid());
        rig.reports().close();

        Set<String> alarms = new TreeSet<>();
        Instant until = Instant.now().plus(SOAK);
        CompletableFuture<Long> mix = Client.later(() -> mix(until).sent());
        while (!done(mix)) {
            try (ReportClient reports = ReportClient.of(rig.adminPort())) {
                alarms.addAll(reports.alarmsListed());
            }
        }

        assertThat(alarms).isEmpty();
        try (ReportClient reports = ReportClient.of(rig.adminPort())) {
            Sighting after = reports.quiet();
            assertThat(after.status()).isEqualTo("UP");
            assertThat(after.count("started")).isEqualTo(warm + mix.join()).isGreaterThan(500);
            assertThat(after.count("answered")).isEqualTo(after.count("started"));
            assertThat(after.count("overflowed")).isZero();
        }
        assertThat(rig.nginx().errorLog().count("upstream", "[error]")).isZero();
        isNoLargerThan(before, Footprint.of(rig.service().pid()));
    }

    private HealthyMix mix(Instant until) {
        return new HealthyMix(rig, !(server instanceof Bare) && server != Embedded.JETTY_12_1, until);
    }

    private static void isNoLargerThan(Footprint before, Footprint after) {
        // Connections come and go, and XNIO keeps a selector, two descriptors, for every thread that ever waited for a
        // client; what leaks grows with every one of hundreds of requests.
        assertThat(after.descriptors())
                .as("descriptors")
                .isLessThan(before.descriptors() + 50 + 2 * HealthyMix.THREADS);
        assertThat(after.threads()).as("threads of ours").isLessThanOrEqualTo(before.threads());
        assertThat(after.classes()).as("classes of ours").isLessThan(before.classes() + 20);
        assertThat(after.bytes()).as("bytes of our objects").isLessThan(before.bytes() + (512 << 10));
    }

    /** Whether it is over; waits for that for as long as findings that have ended stay in the report, and much less. */
    private static boolean done(CompletableFuture<Long> mix) throws Exception {
        try {
            mix.get(5, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
