package dev.gatewayhealth.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A service that ends when it is asked to, without a complaint about us in anything it has said. */
public final class CleanStop {

    private static final List<String> COMPLAINTS = List.of(
            "VerifyError", "LinkageError", "NoClassDefFoundError", "ClassFormatError", "[gateway-health] the hook at");

    private CleanStop() {}

    public static void of(ServiceUnderTest service) {
        assertThat(service.stop()).as("stopped when it was asked to").isTrue();
        assertThat(service.output())
                .noneMatch(line -> COMPLAINTS.stream().anyMatch(line::contains))
                // What the JVM warns of in our name. Findings are warnings too, where the service's own logging says
                // so.
                .noneMatch(line -> line.contains("WARNING") && line.contains("gateway-health-agent.jar"))
                .noneMatch(line -> line.contains("WARNING") && line.contains("dev.gatewayhealth.agent"));
    }
}
